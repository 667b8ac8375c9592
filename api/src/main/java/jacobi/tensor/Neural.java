package jacobi.tensor;

import jacobi.op.Activation;
import jacobi.op.Conv2d;
import jacobi.op.CrossEntropy;
import jacobi.op.Dropout;
import jacobi.op.Elu;
import jacobi.op.LeakyRelu;
import jacobi.op.Linear;
import jacobi.op.LogSoftmax;
import jacobi.op.MatMul;
import jacobi.op.MaxPool2d;
import jacobi.op.MeanSquaredError;
import jacobi.op.Sliding;
import jacobi.op.Softmax;
import jacobi.op.Spec;
import jacobi.type.DType;
import jacobi.type.Shape;

/// What networks are made of.
public sealed interface Neural permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor apply(Activation function) {
    return self().engine().apply(function, self());
  }

  /// The matrix product `[…, M, K]·[…, K, N]`, batched over leading axes.
  default Tensor matmul(Tensor b) {
    return Functions.engine(self(), b).apply(MatMul.MATMUL, self(), b);
  }

  /// `X·Wᵀ + b` with W `[out, in]` and b `[out]`.
  default Tensor linear(Tensor w, Tensor b) {
    return self().engine().apply(new Linear(), self(), w, b);
  }

  /// `x ≤ 0 ? 0 : x`
  default Tensor relu() {
    return apply(Activation.RELU);
  }

  /// `1 / (1 + e^(−x))`
  default Tensor sigmoid() {
    return apply(Activation.SIGMOID);
  }

  /// `x·sigmoid(x)`
  default Tensor silu() {
    return apply(Activation.SILU);
  }

  /// `ln(1 + eˣ)`
  default Tensor softplus() {
    return apply(Activation.SOFTPLUS);
  }

  /// `x·tanh(softplus(x))`
  default Tensor mish() {
    return apply(Activation.MISH);
  }

  /// `x/2·(1 + erf(x/√2))`
  default Tensor gelu() {
    return apply(Activation.GELU);
  }

  /// The tanh approximation of [#gelu].
  default Tensor geluTanh() {
    return apply(Activation.GELU_TANH);
  }

  /// The self-normalizing exponential unit.
  default Tensor selu() {
    return apply(Activation.SELU);
  }

  /// `x ≤ 0 ? slope·x : x`
  default Tensor leakyRelu(double slope) {
    return self().engine().apply(new LeakyRelu(slope), self());
  }

  /// `x ≤ 0 ? α·(eˣ − 1) : x`
  default Tensor elu(double alpha) {
    return self().engine().apply(new Elu(alpha), self());
  }

  /// `eˣ / Σ eˣ` along an axis.
  default Tensor softmax(int axis) {
    return self().engine().apply(new Softmax(self().shape().axis(axis)), self());
  }

  /// `x − ln Σ eˣ` along an axis.
  default Tensor logSoftmax(int axis) {
    return self().engine().apply(new LogSoftmax(self().shape().axis(axis)), self());
  }

  /// The mean cross-entropy of rows of logits […, classes] against labels […].
  default Tensor crossEntropy(Tensor labels) {
    return Tensor.all(new CrossEntropy(), self(), labels).getFirst();
  }

  /// `mean((x − target)²)`
  default Tensor mse(Tensor target) {
    return self().engine().apply(new MeanSquaredError(), self(), target);
  }

  /// The convolution of [N, C, H, W] with w [O, C, KH, KW].
  default Tensor conv2d(Tensor w, long stride, long padding) {
    var sliding = Sliding.of(stride, padding);
    return self().engine().apply(new Conv2d(sliding, sliding, 1), self(), w);
  }

  /// The convolution in all its generality.
  default Tensor conv2d(Tensor w, Sliding rows, Sliding columns, int groups) {
    return self().engine().apply(new Conv2d(rows, columns, groups), self(), w);
  }

  /// The greatest of each `window × window` tile of [N, C, H, W].
  default Tensor maxPool2d(long window) {
    return maxPool2d(window, window, 0);
  }

  /// The greatest of each window of [N, C, H, W].
  default Tensor maxPool2d(long window, long stride, long padding) {
    var sliding = Sliding.of(stride, padding);
    return Tensor.all(new MaxPool2d(window, window, sliding, sliding), self()).getFirst();
  }

  /// In training, drops elements with probability `p` and scales the others; else this tensor.
  ///
  /// @throws jacobi.type.JacobiException in training without a random stream
  default Tensor dropout(double p) {
    if (p == 0 || !Mode.isTraining()) {
      return self();
    }
    RandomStream stream = Mode.current().random();
    long words = self().shape().elements();
    var spec = new Spec(DType.I64, Shape.of(2));
    Tensor state = Functions.input(self(), spec, new Words(stream, words));
    return Functions.engine(self(), state).apply(new Dropout(p), self(), state);
  }
}
