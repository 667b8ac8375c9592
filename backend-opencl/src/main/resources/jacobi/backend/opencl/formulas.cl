// Functions of one and two arguments and casts, of elements of T: what UNARY and BINARY make of them
// is said before. Their own functions have the type's name, so that a program may have many types.

#ifdef FLOATS
INLINE T OF(greater_of)(T a, T b) {
  return a != a ? a : b != b ? b : a > b ? a : a < b ? b : AS_T(AS_I(a) & AS_I(b));
}

INLINE T OF(less_of)(T a, T b) {
  return a != a ? a : b != b ? b : a < b ? a : a > b ? b : AS_T(AS_I(a) | AS_I(b));
}

// The remainder of fmod is exact; it then moves to the sign of b.
INLINE T OF(floored_rest)(T a, T b) {
  T rest = fmod(a, b);
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

// pow of C99 gives 1 where Java's has no number.
INLINE T OF(power)(T a, T b) {
  return b != b || (fabs(a) == 1 && isinf(b)) ? (T) NAN : pow(a, b);
}

// Some drivers never quite reach 1, within their bound.
INLINE T OF(tanh_of)(T a) {
  return fabs(a) > 20 ? copysign((T) 1, a) : tanh(a);
}

INLINE T OF(sign_of)(T a) {
  return a > 0 ? (T) 1 : a < 0 ? (T) -1 : a;
}
#endif

#ifdef WHOLE
INLINE T OF(floored_quotient)(T a, T b) {
  if (b == 0) {
    return 0;
  }
  if (b == (T) -1 && (T) -1 < 0) {
    return (T) ((U) 0 - (U) a);
  }
  T quotient = a / b;
  return (a < 0) != (b < 0) && quotient * b != a ? quotient - 1 : quotient;
}

INLINE T OF(floored_rest)(T a, T b) {
  if (b == 0) {
    return a;
  }
  if (b == (T) -1 && (T) -1 < 0) {
    return 0;
  }
  T rest = a % b;
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

INLINE T OF(power)(T a, T b) {
  if (b < 0) {
    return a == 1 ? 1 : a == (T) -1 ? ((b & 1) == 0 ? 1 : -1) : 0;
  }
  U result = 1;
  U factor = (U) a;
  for (U rest = (U) b; rest > 0; rest >>= 1) {
    result *= (rest & 1) == 1 ? factor : 1;
    factor *= factor;
  }
  return (T) result;
}
#endif

#ifdef FLOATS
UNARY(NEG, T, -a)
UNARY(ABS, T, fabs(a))
UNARY(SIGN, T, OF(sign_of)(a))
UNARY(FLOOR, T, floor(a))
UNARY(CEIL, T, ceil(a))
UNARY(ROUND, T, rint(a))
UNARY(EXP, T, exp(a))
UNARY(EXPM1, T, expm1(a))
UNARY(LOG, T, log(a))
UNARY(LOG1P, T, log1p(a))
UNARY(SQRT, T, sqrt(a))
UNARY(SIN, T, sin(a))
UNARY(COS, T, cos(a))
UNARY(TANH, T, OF(tanh_of)(a))
UNARY(ERF, T, erf(a))
BINARY(ADD, T, a + b)
BINARY(SUB, T, a - b)
BINARY(MUL, T, a * b)
BINARY(DIV, T, a / b)
BINARY(REM, T, OF(floored_rest)(a, b))
BINARY(POW, T, OF(power)(a, b))
BINARY(MAX, T, OF(greater_of)(a, b))
BINARY(MIN, T, OF(less_of)(a, b))
#endif

#ifdef WHOLE
UNARY(NEG, T, (T) ((U) 0 - (U) a))
UNARY(ABS, T, (T) (a < 0 ? (U) 0 - (U) a : (U) a))
UNARY(SIGN, T, a > 0 ? 1 : a < 0 ? -1 : 0)
UNARY(FLOOR, T, a)
UNARY(CEIL, T, a)
UNARY(ROUND, T, a)
UNARY(NOT, T, ~a)
BINARY(ADD, T, (T) ((U) a + (U) b))
BINARY(SUB, T, (T) ((U) a - (U) b))
BINARY(MUL, T, (T) ((U) a * (U) b))
BINARY(DIV, T, OF(floored_quotient)(a, b))
BINARY(REM, T, OF(floored_rest)(a, b))
BINARY(POW, T, OF(power)(a, b))
BINARY(MAX, T, a > b ? a : b)
BINARY(MIN, T, a < b ? a : b)
#endif

#ifdef TRUTH
UNARY(NOT, T, 1 - a)
#endif

#ifndef FLOATS
BINARY(AND, T, a & b)
BINARY(OR, T, a | b)
BINARY(XOR, T, a ^ b)
#endif

BINARY(EQ, uchar, a == b)
#ifndef TRUTH
BINARY(LT, uchar, a < b)
BINARY(LE, uchar, a <= b)
#endif

// As Java casts: floats truncate and saturate, no number is 0, narrow integers wrap.
#ifdef FLOATS
INLINE int OF(to_int)(T a) {
  return a != a ? 0
      : a >= (T) 2147483648.0f ? INT_MAX
      : a <= (T) -2147483648.0f ? INT_MIN
      : (int) a;
}

INLINE long OF(to_long)(T a) {
  return a != a ? 0
      : a >= (T) 9223372036854775808.0f ? LONG_MAX
      : a <= (T) -9223372036854775808.0f ? LONG_MIN
      : (long) a;
}
#else
INLINE int OF(to_int)(T a) {
  return (int) a;
}

INLINE long OF(to_long)(T a) {
  return (long) a;
}
#endif

#ifdef DOUBLES
UNARY(CAST_F64, double, (double) a)
#endif
UNARY(CAST_F32, float, (float) a)
UNARY(CAST_I64, long, OF(to_long)(a))
UNARY(CAST_I32, int, OF(to_int)(a))
UNARY(CAST_I8, char, (char) OF(to_int)(a))
UNARY(CAST_U8, uchar, (uchar) OF(to_int)(a))
UNARY(CAST_BOOL, uchar, a != 0)

