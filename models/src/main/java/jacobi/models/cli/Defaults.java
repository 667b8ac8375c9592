package jacobi.models.cli;

import jacobi.models.vision.Classifier;

/// What suits a network when nothing else is said.
///
/// @param epochs passes over the training images
/// @param batch images a step
/// @param course of the learning rate
/// @param rate what the optimizer's usual learning rate is multiplied with
record Defaults(int epochs, int batch, Course course, double rate) {
  static Defaults of(Classifier model) {
    return switch (model) {
      case MLP -> new Defaults(12, 64, Course.COSINE, 1);
      case CNN -> new Defaults(7, 64, Course.COSINE, 1);
      case CNN_BN -> new Defaults(12, 128, Course.ONE_CYCLE, 2);
      case RESNET -> new Defaults(8, 128, Course.ONE_CYCLE, 4);
    };
  }
}
