package jacobi.tck.oracle;

import jacobi.spi.Accuracy;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Sample;
import java.util.List;

/// What a case must give, whoever computes it.
public interface Oracle extends AutoCloseable {
  /// The oracle of this kit.
  static Oracle open() {
    return new DoubleDoubleOracle();
  }

  /// The results.
  ///
  /// @param accuracy what the device declares
  List<Expected> forward(Sample sample, Accuracy accuracy);

  /// The gradients of `Σ ⟨resultᵢ, cotangentᵢ⟩`, one for each differentiated operand.
  List<Expected> gradient(Sample sample, List<Arg> cotangents, Accuracy accuracy);

  /// The same by the api's rules alone, for operands of which every element would have to move:
  /// [#gradient] compares them with differences where there are few.
  List<Expected> ruled(Sample sample, List<Arg> cotangents, Accuracy accuracy);

  /// The gradients of `Σ ⟨gradientᵢ, directionᵢ⟩` with respect to the differentiated operands.
  List<Expected> second(
      Sample sample, List<Arg> cotangents, List<Arg> directions, Accuracy accuracy);

  @Override
  void close();
}
