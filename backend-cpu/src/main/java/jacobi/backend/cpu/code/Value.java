package jacobi.backend.cpu.code;

import jacobi.backend.cpu.code.Emitter.One;
import jacobi.backend.cpu.code.Emitter.Shift;
import jacobi.backend.cpu.code.Emitter.Test;
import jacobi.backend.cpu.code.Emitter.Two;

/// A number in a formula that is being written down as code: one element, or a vector of them.
///
/// @param code where the formula is written
/// @param type the type of the number
/// @param slot the local variable that holds it
/// @param over for a truth value, the type of what was tested, whose vectors its mask fits
record Value(Emitter code, Element type, int slot, Element over) {

  Value(Emitter code, Element type, int slot) {
    this(code, type, slot, type);
  }

  /// A constant of this value's type.
  Value constant(Number number) {
    return code.constant(type, number);
  }

  Value neg() {
    return code.one(One.NEG, this);
  }

  Value abs() {
    return code.one(One.ABS, this);
  }

  Value sqrt() {
    return code.one(One.SQRT, this);
  }

  Value add(Value b) {
    return code.two(Two.ADD, this, b);
  }

  Value add(Number b) {
    return add(constant(b));
  }

  Value sub(Value b) {
    return code.two(Two.SUB, this, b);
  }

  Value sub(Number b) {
    return sub(constant(b));
  }

  Value mul(Value b) {
    return code.two(Two.MUL, this, b);
  }

  Value mul(Number b) {
    return mul(constant(b));
  }

  Value div(Value b) {
    return code.two(Two.DIV, this, b);
  }

  /// The lesser; NaN if either is.
  Value min(Value b) {
    return code.two(Two.MIN, this, b);
  }

  Value min(Number b) {
    return min(constant(b));
  }

  /// The greater; NaN if either is.
  Value max(Value b) {
    return code.two(Two.MAX, this, b);
  }

  Value max(Number b) {
    return max(constant(b));
  }

  /// `this·b + c`, rounded once.
  Value fma(Value b, Value c) {
    return code.fma(this, b, c);
  }

  Value fma(Value b, Number c) {
    return fma(b, constant(c));
  }

  Value fma(Number b, Value c) {
    return fma(constant(b), c);
  }

  Value fma(Number b, Number c) {
    return fma(constant(b), constant(c));
  }

  /// `… + c₂·this² + c₁·this + c₀`, by Horner's rule; coefficients from the lowest power up.
  Value polynomial(double... coefficients) {
    int last = coefficients.length - 1;
    Value sum = constant(coefficients[last]);
    for (int i = last - 1; i >= 0; i--) {
      sum = sum.fma(this, coefficients[i]);
    }
    return sum;
  }

  Value and(Value b) {
    return code.two(Two.AND, this, b);
  }

  Value and(Number b) {
    return and(constant(b));
  }

  Value or(Value b) {
    return code.two(Two.OR, this, b);
  }

  Value xor(Value b) {
    return code.two(Two.XOR, this, b);
  }

  Value xor(Number b) {
    return xor(constant(b));
  }

  /// Of a truth value: the other one.
  Value not() {
    return code.one(One.NOT, this);
  }

  Value shiftLeft(int bits) {
    return code.shift(Shift.LEFT, this, bits);
  }

  Value shiftRight(int bits) {
    return code.shift(Shift.RIGHT, this, bits);
  }

  Value shiftRightZeros(int bits) {
    return code.shift(Shift.RIGHT_ZEROS, this, bits);
  }

  Value eq(Value b) {
    return code.test(Test.EQ, this, b);
  }

  Value eq(Number b) {
    return eq(constant(b));
  }

  Value lt(Value b) {
    return code.test(Test.LT, this, b);
  }

  Value lt(Number b) {
    return lt(constant(b));
  }

  Value le(Value b) {
    return code.test(Test.LE, this, b);
  }

  /// Greater than.
  Value gt(Number b) {
    return constant(b).lt(this);
  }

  /// Of a truth value: `this ? a : b`.
  Value then(Value a, Value b) {
    return code.select(this, a, b);
  }

  /// The same number in another type, as Java casts.
  Value to(Element wanted) {
    return wanted == type ? this : code.convert(this, wanted);
  }

  /// The bits of a float as an integer, or back.
  Value bits() {
    return code.reinterpret(
        this,
        switch (type) {
          case F32 -> Element.I32;
          case F64 -> Element.I64;
          case I32 -> Element.F32;
          case I64 -> Element.F64;
          case BOOL, F16, BF16, I8, U8 -> throw new IllegalStateException(type + " has no bits");
        });
  }

  /// Of a float that is not negative: with the sign of another.
  Value withSignOf(Value x) {
    Number sign = type == Element.F32 ? (Number) Integer.MIN_VALUE : (Number) Long.MIN_VALUE;
    return bits().or(x.bits().and(sign)).bits();
  }
}
