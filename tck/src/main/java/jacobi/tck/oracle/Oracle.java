package jacobi.tck.oracle;

import jacobi.spi.Accuracy;
import jacobi.tck.spec.Untested;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Sample;
import java.util.List;

/// What a case must give on reals, whoever computes it.
public interface Oracle extends AutoCloseable {
  /// The oracle of this kit.
  ///
  /// @throws Untested if it has none
  static Oracle open() {
    throw new Untested("this kit has no reference of higher precision yet");
  }

  /// The results.
  ///
  /// @param accuracy what the device declares
  List<Expected> forward(Sample sample, Accuracy accuracy);

  /// The gradients of `Σ ⟨resultᵢ, cotangentᵢ⟩`, one for each differentiated operand, by
  /// differences of results, not by rules.
  List<Expected> gradient(Sample sample, List<Arg> cotangents, Accuracy accuracy);

  /// The gradients of `Σ ⟨gradientᵢ, directionᵢ⟩` with respect to the differentiated operands, by
  /// second differences.
  List<Expected> second(
      Sample sample, List<Arg> cotangents, List<Arg> directions, Accuracy accuracy);

  @Override
  void close();
}
