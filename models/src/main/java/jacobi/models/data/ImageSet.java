package jacobi.models.data;

import java.util.List;

/// Labelled images to learn from and others to be judged by.
///
/// @param name what the images are, for people
/// @param classes the name of each class; labels are indices into this list
/// @param train the images to learn from
/// @param test the images that a model has not seen
public record ImageSet(String name, List<String> classes, Images train, Images test) {
  /// Copies the class names and checks that the splits fit each other.
  ///
  /// @throws DataException if the sizes of the images differ, a split is empty, or a label has no
  ///   class
  public ImageSet {
    classes = List.copyOf(classes);
    check("train", train, classes.size());
    check("test", test, classes.size());
    if (train.height() != test.height() || train.width() != test.width()) {
      throw new DataException(
          "train images are %dx%d, test images %dx%d"
              .formatted(train.height(), train.width(), test.height(), test.width()));
    }
  }

  /// Whether they are known to show digits, which mean something else, or nothing, when mirrored.
  public boolean isDigits() {
    return name.equals(Digits.NAME) || name.equals(KnownImages.MNIST.title());
  }

  private static void check(String split, Images images, int classes) {
    if (images.count() == 0) {
      throw new DataException("%s: no images".formatted(split));
    }
    for (int i = 0; i < images.count(); i++) {
      int label = images.labels()[i];
      if (label < 0 || label >= classes) {
        throw new DataException(
            "%s: image %d has label %d, there are %d classes".formatted(split, i, label, classes));
      }
    }
  }
}
