package jacobi.tensor;

import static jacobi.op.Binary.ADD;
import static jacobi.op.Binary.AND;
import static jacobi.op.Binary.DIV;
import static jacobi.op.Binary.EQ;
import static jacobi.op.Binary.LE;
import static jacobi.op.Binary.LT;
import static jacobi.op.Binary.MAX;
import static jacobi.op.Binary.MIN;
import static jacobi.op.Binary.MUL;
import static jacobi.op.Binary.OR;
import static jacobi.op.Binary.POW;
import static jacobi.op.Binary.REM;
import static jacobi.op.Binary.SUB;
import static jacobi.op.Binary.XOR;

import jacobi.op.Op;
import jacobi.op.Unary;

/// Elementwise calculation. Operands broadcast; their types must agree, and a Java number takes the
/// tensor's type.
public sealed interface Arithmetic permits Tensor {

  private Tensor self() {
    return (Tensor) this;
  }

  private Tensor unary(Unary op) {
    return self().engine().apply(op, self());
  }

  private Tensor binary(Op op, Tensor b) {
    return Functions.engine(self(), b).apply(op, self(), b);
  }

  private Tensor binary(Op op, Number b) {
    return self().engine().apply(op, self(), self().scalar(b));
  }

  /// `−x`
  default Tensor neg() {
    return unary(Unary.NEG);
  }

  /// `|x|`; gradient 0 at 0.
  default Tensor abs() {
    return unary(Unary.ABS);
  }

  /// −1, 0 or 1.
  default Tensor sign() {
    return unary(Unary.SIGN);
  }

  /// The greatest whole number not above each element.
  default Tensor floor() {
    return unary(Unary.FLOOR);
  }

  /// The least whole number not below each element.
  default Tensor ceil() {
    return unary(Unary.CEIL);
  }

  /// The nearest whole number, halves to even.
  default Tensor round() {
    return unary(Unary.ROUND);
  }

  /// `eˣ`
  default Tensor exp() {
    return unary(Unary.EXP);
  }

  /// `eˣ − 1`
  default Tensor expm1() {
    return unary(Unary.EXPM1);
  }

  /// `ln x`
  default Tensor log() {
    return unary(Unary.LOG);
  }

  /// `ln(1 + x)`
  default Tensor log1p() {
    return unary(Unary.LOG1P);
  }

  /// `√x`
  default Tensor sqrt() {
    return unary(Unary.SQRT);
  }

  /// `sin x`
  default Tensor sin() {
    return unary(Unary.SIN);
  }

  /// `cos x`
  default Tensor cos() {
    return unary(Unary.COS);
  }

  /// `tanh x`
  default Tensor tanh() {
    return unary(Unary.TANH);
  }

  /// The error function.
  default Tensor erf() {
    return unary(Unary.ERF);
  }

  /// Logical negation, or the complement of an integer's bits.
  default Tensor not() {
    return unary(Unary.NOT);
  }

  /// `x²`
  default Tensor square() {
    return binary(MUL, self());
  }

  /// `a + b`
  default Tensor add(Tensor b) {
    return binary(ADD, b);
  }

  /// `a + b`
  default Tensor add(Number b) {
    return binary(ADD, b);
  }

  /// `a − b`
  default Tensor sub(Tensor b) {
    return binary(SUB, b);
  }

  /// `a − b`
  default Tensor sub(Number b) {
    return binary(SUB, b);
  }

  /// `a · b`
  default Tensor mul(Tensor b) {
    return binary(MUL, b);
  }

  /// `a · b`
  default Tensor mul(Number b) {
    return binary(MUL, b);
  }

  /// `a / b`; of integers floored, 0 where `b = 0`.
  default Tensor div(Tensor b) {
    return binary(DIV, b);
  }

  /// `a / b`; of integers floored, 0 where `b = 0`.
  default Tensor div(Number b) {
    return binary(DIV, b);
  }

  /// `a − b·⌊a/b⌋`
  default Tensor rem(Tensor b) {
    return binary(REM, b);
  }

  /// `a − b·⌊a/b⌋`
  default Tensor rem(Number b) {
    return binary(REM, b);
  }

  /// `aᵇ`
  default Tensor pow(Tensor b) {
    return binary(POW, b);
  }

  /// `aᵇ`
  default Tensor pow(Number b) {
    return binary(POW, b);
  }

  /// The greater of each two; ties share the gradient.
  default Tensor maximum(Tensor b) {
    return binary(MAX, b);
  }

  /// The greater of each two; ties share the gradient.
  default Tensor maximum(Number b) {
    return binary(MAX, b);
  }

  /// The lesser of each two; ties share the gradient.
  default Tensor minimum(Tensor b) {
    return binary(MIN, b);
  }

  /// The lesser of each two; ties share the gradient.
  default Tensor minimum(Number b) {
    return binary(MIN, b);
  }

  /// Logical, or bitwise, and.
  default Tensor and(Tensor b) {
    return binary(AND, b);
  }

  /// Logical, or bitwise, or.
  default Tensor or(Tensor b) {
    return binary(OR, b);
  }

  /// Logical, or bitwise, exclusive or.
  default Tensor xor(Tensor b) {
    return binary(XOR, b);
  }

  /// Bitwise exclusive or.
  default Tensor xor(Number b) {
    return binary(XOR, b);
  }

  /// `a = b`
  default Tensor eq(Tensor b) {
    return binary(EQ, b);
  }

  /// `a = b`
  default Tensor eq(Number b) {
    return binary(EQ, b);
  }

  /// `a ≠ b`
  default Tensor ne(Tensor b) {
    return eq(b).not();
  }

  /// `a < b`
  default Tensor lt(Tensor b) {
    return binary(LT, b);
  }

  /// `a < b`
  default Tensor lt(Number b) {
    return binary(LT, b);
  }

  /// `a ≤ b`
  default Tensor le(Tensor b) {
    return binary(LE, b);
  }

  /// `a ≤ b`
  default Tensor le(Number b) {
    return binary(LE, b);
  }

  /// `a > b`
  default Tensor gt(Tensor b) {
    return b.lt(self());
  }

  /// `a > b`
  default Tensor gt(Number b) {
    return self().scalar(b).lt(self());
  }

  /// `a ≥ b`
  default Tensor ge(Tensor b) {
    return b.le(self());
  }

  /// `a ≥ b`
  default Tensor ge(Number b) {
    return self().scalar(b).le(self());
  }

  /// `condition ? a : b` with this as the condition.
  default Tensor where(Tensor a, Tensor b) {
    return Functions.engine(a, b).apply(jacobi.op.Where.WHERE, self(), a, b);
  }

  /// `a + weight·(b − a)`
  default Tensor lerp(Tensor b, Number weight) {
    return add(b.sub(self()).mul(weight));
  }
}
