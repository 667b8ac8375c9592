// Functions of one and two arguments, casts, counting up; R is the element type of truth values.

#ifdef FLOATS
INLINE T greater_of(T a, T b) {
  return a != a ? a : b != b ? b : a > b ? a : a < b ? b : AS_T(AS_I(a) & AS_I(b));
}

INLINE T less_of(T a, T b) {
  return a != a ? a : b != b ? b : a < b ? a : a > b ? b : AS_T(AS_I(a) | AS_I(b));
}

// The remainder of fmod is exact; it then moves to the sign of b.
INLINE T floored_rest(T a, T b) {
  T rest = fmod(a, b);
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

// pow of C99 gives 1 where Java's has no number.
INLINE T power(T a, T b) {
  return b != b || (fabs(a) == 1 && isinf(b)) ? (T) NAN : pow(a, b);
}

// Some drivers never quite reach 1, within their bound.
INLINE T tanh_of(T a) {
  return fabs(a) > 20 ? copysign((T) 1, a) : tanh(a);
}

INLINE T sign_of(T a) {
  return a > 0 ? (T) 1 : a < 0 ? (T) -1 : a;
}
#endif

#ifdef WHOLE
INLINE T floored_quotient(T a, T b) {
  if (b == 0) {
    return 0;
  }
  if (b == (T) -1 && (T) -1 < 0) {
    return (T) ((U) 0 - (U) a);
  }
  T quotient = a / b;
  return (a < 0) != (b < 0) && quotient * b != a ? quotient - 1 : quotient;
}

INLINE T floored_rest(T a, T b) {
  if (b == 0) {
    return a;
  }
  if (b == (T) -1 && (T) -1 < 0) {
    return 0;
  }
  T rest = a % b;
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

INLINE T power(T a, T b) {
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

// Dense and strided rows apart, so that the dense ones are vectors.
#define UNARY(name, Y, f) \
  KERNEL name(global const T *restrict x, global Y *restrict y, const Walk w) { \
    EACH(w, item) { \
      int row = item / w.chunks; \
      int from = (item - row * w.chunks) * w.chunk; \
      int to = min(w.inner, from + w.chunk); \
      global const T *restrict p = x + row_at(&w, 0, row); \
      global Y *restrict r = y + row_at(&w, 1, row); \
      int step = w.step[0]; \
      if (step == 1) { \
        for (int i = from; i < to; i++) { \
          T a = p[i]; \
          r[i] = f; \
        } \
      } else { \
        for (int i = from; i < to; i++) { \
          T a = p[i * step]; \
          r[i] = f; \
        } \
      } \
    } \
  }

#define BINARY_LOOP(x, y, f) \
  for (int i = from; i < to; i++) { \
    T a = x; \
    T b = y; \
    r[i] = f; \
  }

#define BINARY(name, Y, f) \
  KERNEL name( \
      global const T *restrict x, \
      global const T *restrict z, \
      global Y *restrict y, \
      const Walk w) { \
    EACH(w, item) { \
      int row = item / w.chunks; \
      int from = (item - row * w.chunks) * w.chunk; \
      int to = min(w.inner, from + w.chunk); \
      global const T *restrict p = x + row_at(&w, 0, row); \
      global const T *restrict q = z + row_at(&w, 1, row); \
      global Y *restrict r = y + row_at(&w, 2, row); \
      int s = w.step[0]; \
      int t = w.step[1]; \
      if (s == 1 && t == 1) { \
        BINARY_LOOP(p[i], q[i], f) \
      } else if (s == 1 && t == 0) { \
        T same = q[0]; \
        BINARY_LOOP(p[i], same, f) \
      } else { \
        BINARY_LOOP(p[i * s], q[i * t], f) \
      } \
    } \
  }

#ifdef FLOATS
UNARY(NEG, T, -a)
UNARY(ABS, T, fabs(a))
UNARY(SIGN, T, sign_of(a))
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
UNARY(TANH, T, tanh_of(a))
UNARY(ERF, T, erf(a))
BINARY(ADD, T, a + b)
BINARY(SUB, T, a - b)
BINARY(MUL, T, a * b)
BINARY(DIV, T, a / b)
BINARY(REM, T, floored_rest(a, b))
BINARY(POW, T, power(a, b))
BINARY(MAX, T, greater_of(a, b))
BINARY(MIN, T, less_of(a, b))
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
BINARY(DIV, T, floored_quotient(a, b))
BINARY(REM, T, floored_rest(a, b))
BINARY(POW, T, power(a, b))
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
static inline int to_int(T a) {
  return a != a ? 0
      : a >= (T) 2147483648.0f ? INT_MAX
      : a <= (T) -2147483648.0f ? INT_MIN
      : (int) a;
}

static inline long to_long(T a) {
  return a != a ? 0
      : a >= (T) 9223372036854775808.0f ? LONG_MAX
      : a <= (T) -9223372036854775808.0f ? LONG_MIN
      : (long) a;
}
#else
#define to_int(a) ((int) (a))
#define to_long(a) ((long) (a))
#endif

#ifdef DOUBLES
UNARY(CAST_F64, double, (double) a)
#endif
UNARY(CAST_F32, float, (float) a)
UNARY(CAST_I64, long, to_long(a))
UNARY(CAST_I32, int, to_int(a))
UNARY(CAST_I8, char, (char) to_int(a))
UNARY(CAST_U8, uchar, (uchar) to_int(a))
UNARY(CAST_BOOL, uchar, a != 0)

#ifndef TRUTH
KERNEL IOTA(global T *restrict y, const Walk w) {
  EACH(w, item) {
    int from = item * w.chunk;
    int to = min(w.inner, from + w.chunk);
    for (int i = from; i < to; i++) {
      y[w.at[0] + i] = (T) i;
    }
  }
}
#endif
