package jacobi.models.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.models.nn.BatchNorm;
import jacobi.models.nn.Cells;
import jacobi.models.nn.ConvNorm;
import jacobi.models.nn.Initial;
import jacobi.models.nn.Linear;
import jacobi.models.nn.Module;
import jacobi.models.nn.Residual;
import jacobi.random.Seed;
import jacobi.tensor.Mode;
import jacobi.tensor.Parameter;
import jacobi.tensor.RandomStream;
import jacobi.tensor.State;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.JacobiException;
import jacobi.type.Shape;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// A residual network has the paper's shapes, and gradients that are its differences.
class ResNetTest {
  private static final Seed SEED = Seed.of(4);

  private static ResNet net(int in, int depth, int classes, Integer... widths) {
    return ResNet.of(new ResNet.Plan(in, List.of(widths), depth, classes, 0), SEED);
  }

  @Test
  void stagesHalveTheImageAndEndInLogits() {
    ResNet net = net(3, 2, 7, 4, 6, 8);
    Tensor x = Jacobi.ones(2, 3, 9, 12);
    Tensor y = net.stem().apply(x);
    assertEquals(Shape.of(2, 4, 9, 12), y.shape());
    List<Shape> shapes = List.of(Shape.of(2, 4, 9, 12), Shape.of(2, 6, 5, 6), Shape.of(2, 8, 3, 3));
    for (int i = 0; i < 6; i++) {
      y = net.blocks().get(i).apply(y);
      assertEquals(shapes.get(i / 2), y.shape(), "block " + i);
    }
    assertEquals(Shape.of(2, 7), net.apply(x).shape());
  }

  @Test
  void projectionsAreWhereTheShapeChanges() {
    List<String> names = List.copyOf(Cells.learned(net(1, 2, 10, 4, 6)).keySet());
    assertEquals("stem.weight", names.getFirst());
    assertTrue(names.contains("blocks.0.body.near.norm.gain"), names.toString());
    assertEquals(
        List.of("blocks.2.shortcut.weight"),
        names.stream().filter(name -> name.endsWith("shortcut.weight")).toList());
    assertEquals(List.of("out.weight", "out.bias"), names.subList(names.size() - 2, names.size()));
    // Stem, four blocks of two convolutions, one projection: 10 of three; and the linear layer.
    assertEquals(3 * (1 + 8 + 1) + 2, names.size());
  }

  @Test
  void classifiersGiveTenLogitsEach() {
    for (Classifier kind : Classifier.values()) {
      Module model = kind.of(SEED);
      assertEquals(Shape.of(3, 10), model.apply(Jacobi.ones(3, 1, 28, 28)).shape(), kind.id());
      assertEquals(kind, Classifier.named(kind.id()));
    }
    assertThrows(JacobiException.class, () -> Classifier.named("vgg"));
  }

  @Test
  void sizesArePositive() {
    assertThrows(JacobiException.class, () -> new ResNet.Plan(1, List.of(), 1, 10, 0));
    assertThrows(JacobiException.class, () -> new ResNet.Plan(1, List.of(4, 0), 1, 10, 0));
    assertThrows(JacobiException.class, () -> new ResNet.Plan(1, List.of(4), 0, 10, 0));
  }

  @Test
  void everyParametersGradientIsItsDifferenceQuotient() {
    ResNet net = exact(net(1, 1, 3, 2, 3));
    Tensor x = Initial.normal(SEED.at("x"), 1, 3, 1, 5, 4).cast(DType.F64);
    Tensor labels = Jacobi.tensor(new int[] {2, 0, 1});
    Supplier<Tensor> loss =
        () -> Mode.training(RandomStream.of(SEED), () -> net.apply(x).crossEntropy(labels));
    Map<String, Parameter> parameters = Cells.learned(net);
    List<Tensor> gradients =
        Jacobi.gradients(loss.get()).of(parameters.values().stream().map(Parameter::get).toList());
    int at = 0;
    for (var entry : parameters.entrySet()) {
      double[] found = gradients.get(at++).toDoubles();
      for (int i = 0; i < found.length; i++) {
        assertEquals(difference(loss, entry.getValue(), i), found[i], 1e-7, entry.getKey());
      }
    }
  }

  private static double difference(Supplier<Tensor> loss, Parameter parameter, int element) {
    double h = 1e-5;
    Tensor before = parameter.get().detach();
    double[] values = before.toDoubles();
    double[] sides = new double[2];
    for (int side = 0; side < 2; side++) {
      double[] moved = values.clone();
      moved[element] += side == 0 ? -h : h;
      parameter.set(Jacobi.tensor(moved, before.shape().sizes()));
      sides[side] = loss.get().toDoubles()[0];
    }
    parameter.set(before);
    return (sides[1] - sides[0]) / (2 * h);
  }

  /// The same network in F64, where differences of 1e-5 leave seven digits.
  private static ResNet exact(ResNet net) {
    List<Residual> blocks =
        net.blocks().stream()
            .map(block -> new Residual(exact(block.body()), exact(block.shortcut())))
            .toList();
    var out = new Linear(exact(net.out().weight()), exact(net.out().bias()));
    return new ResNet(exact(net.stem()), blocks, out, 0);
  }

  private static Module exact(Module part) {
    return switch (part) {
      case ResNet.Basic(ConvNorm near, ConvNorm far) -> new ResNet.Basic(exact(near), exact(far));
      case ConvNorm layer -> exact(layer);
      default -> part;
    };
  }

  private static ConvNorm exact(ConvNorm layer) {
    BatchNorm norm = layer.norm();
    var exact =
        new BatchNorm(
            exact(norm.gain()),
            exact(norm.bias()),
            State.of(norm.mean().get().cast(DType.F64)),
            State.of(norm.variance().get().cast(DType.F64)),
            norm.momentum(),
            norm.eps());
    return new ConvNorm(exact(layer.weight()), exact, layer.stride(), layer.padding());
  }

  private static Parameter exact(Parameter parameter) {
    return Parameter.of(parameter.get().detach().cast(DType.F64));
  }
}
