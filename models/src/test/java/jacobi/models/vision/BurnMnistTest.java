package jacobi.models.vision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jacobi.Jacobi;
import jacobi.models.data.ImageFolder;
import jacobi.models.data.Images;
import jacobi.models.io.FileException;
import jacobi.models.io.Mapping;
import jacobi.models.io.Safetensors;
import jacobi.models.io.Weights;
import jacobi.models.nn.Conv2d;
import jacobi.models.nn.Linear;
import jacobi.models.nn.Module;
import jacobi.models.train.Evaluation;
import jacobi.random.Seed;
import jacobi.tensor.State;
import jacobi.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// A network trained elsewhere (burn's example `import-model-weights`, from PyTorch) is loaded by
/// its names and recognizes MNIST as it should: 9,917 of 10,000, mean negative log-likelihood
/// 0.028088.
///
/// Wants `-Djacobi.data=DIR` with `interchange/burn-mnist.safetensors` and `mnist` below.
class BurnMnistTest {
  /// Batch norm as it is when nothing is learned any more: the running statistics are constants.
  record Norm(State weight, State bias, State mean, State var) implements Module {
    private static final double EPSILON = 1e-5;

    static Norm of(long... shape) {
      return new Norm(zeros(shape), zeros(shape), zeros(shape), zeros(shape));
    }

    private static State zeros(long... shape) {
      return State.of(Jacobi.zeros(shape));
    }

    @Override
    public Tensor apply(Tensor x) {
      Tensor even = x.sub(mean.get()).div(var.get().add(EPSILON).sqrt());
      return even.mul(weight.get()).add(bias.get());
    }
  }

  record Net(
      Conv2d conv1, Conv2d conv2, Conv2d conv3, Norm norm1, Linear fc1, Linear fc2, Norm norm2)
      implements Module {
    static Net of(Seed seed) {
      return new Net(
          Conv2d.of(1, 8, 3, 1, 0, seed),
          Conv2d.of(8, 16, 3, 1, 0, seed),
          Conv2d.of(16, 24, 3, 1, 0, seed),
          Norm.of(24, 1, 1),
          Linear.of(11616, 32, seed),
          Linear.of(32, 10, seed),
          Norm.of(10));
    }

    @Override
    public Tensor apply(Tensor x) {
      Tensor y = x.sub(0.1307).div(0.3081);
      y = conv1.apply(y).relu();
      y = conv2.apply(y).relu();
      y = norm1.apply(conv3.apply(y).relu());
      y = fc2.apply(fc1.apply(y.flatten(1)).relu());
      return norm2.apply(y).logSoftmax(1);
    }
  }

  private static Path data(String name) {
    String folder = System.getProperty("jacobi.data");
    assumeTrue(folder != null, "no -Djacobi.data=DIR");
    Path path = Path.of(folder, name);
    assumeTrue(Files.exists(path), "there is no " + path);
    return path;
  }

  @Test
  void aNetworkOfAnotherProgramRecognizesWhatItShould() {
    Safetensors file = Safetensors.read(data("interchange/burn-mnist.safetensors"));
    Images test = ImageFolder.read(data("mnist")).test();
    Net net = Net.of(Seed.of(1));
    Weights.load(
        net,
        Mapping.of(file)
            .without("*.num_batches_tracked")
            .rename(name -> name.replace("running_", ""))
            .reshape("conv*.bias", -1, 1, 1)
            .reshape("norm1.*", -1, 1, 1)
            .file());
    Evaluation evaluation = Evaluation.of(net, test, 10);
    assertEquals(0.9917, evaluation.accuracy(), 1e-9);
    assertEquals(0.028088, evaluation.loss(), 1e-6);
  }

  @Test
  void withoutTheMappingEverythingThatDoesNotFitIsNamed() {
    Safetensors file = Safetensors.read(data("interchange/burn-mnist.safetensors"));
    Net net = Net.of(Seed.of(1));
    String text = assertThrows(FileException.class, () -> Weights.load(net, file)).getMessage();
    for (String name : new String[] {"norm1.mean", "norm2.num_batches_tracked", "conv3.bias"}) {
      assertTrue(text.contains("'" + name + "'"), text);
    }
  }
}
