// Activations and their gradients, of F32: what FORWARD and BACKWARD make of them is said before. `a`
// is the argument or, where the gradient is written in it, the result; `b` is the cotangent.

INLINE float sigmoid(float a) {
  return 1 / (1 + exponential(-a));
}

INLINE float softplus(float a) {
  return (a <= 0 ? 0 : a) + log1p(exponential(-fabs(a)));
}

// Some drivers never quite reach 1, within their bound.
INLINE float tanh_of(float a) {
  return fabs(a) > 20 ? copysign(1.0f, a) : tanh(a);
}

// The error function within 3 ulp, without a branch, so that it is a vector: x·P(x²) below 1, and
// 1 − e^(−Q(x)) above, both by interpolation at Chebyshev's points.
#ifdef CPU
INLINE float error_function(float a) {
  float t = fabs(a);
  float s = t * t;
  float p = 7.882496720e-5f;
  p = fma(p, s, -8.018855006e-4f);
  p = fma(p, s, 5.189312156e-3f);
  p = fma(p, s, -2.685432881e-2f);
  p = fma(p, s, 1.128359735e-1f);
  p = fma(p, s, -3.761262596e-1f);
  p = fma(p, s, 1.128379107f);
  float u = t > 4 ? 4 : t;
  float q = -1.614061603e-6f;
  q = fma(q, u, 4.559062290e-5f);
  q = fma(q, u, -5.927695311e-4f);
  q = fma(q, u, 4.740222357e-3f);
  q = fma(q, u, -2.636471763e-2f);
  q = fma(q, u, 1.099782437e-1f);
  q = fma(q, u, 6.319370866e-1f);
  q = fma(q, u, 1.130166650f);
  q = fma(q, u, -3.032129607e-4f);
  float far = 1 - exponential(-q);
  float y = t < 1 ? p * a : a < 0 ? -far : far;
  return a != a ? a : y;
}
#else
#define error_function(a) erf(a)
#endif

INLINE float normal(float a) {
  return 0.5f * (1 + error_function(a * 0.7071067811865476f));
}

INLINE float inner(float a) {
  return (0.044715f * a * a + 1) * a * 1.5957691216057308f;
}

// Beyond 32 the slope is 0 or 1, and squares may overflow.
INLINE float slope_of_gelu_tanh(float x) {
  float a = fabs(x) > 32 ? copysign(32.0f, x) : x;
  float s = sigmoid(inner(a));
  return s + a * s * (1 - s) * (a * a * (3 * 0.044715f) + 1) * 1.5957691216057308f;
}

#define SELU_ALPHA 1.6732632423543772f
#define SELU_SCALE 1.0507009873554805f

FORWARD(RELU, a <= 0 ? 0 : a)
FORWARD(SIGMOID, sigmoid(a))
FORWARD(SILU, a * sigmoid(a))
FORWARD(SOFTPLUS, softplus(a))
FORWARD(MISH, a * tanh_of(softplus(a)))
FORWARD(GELU, a * normal(a))
FORWARD(GELU_TANH, a * sigmoid(inner(a)))
FORWARD(SELU, (a <= 0 ? expm1(a) * SELU_ALPHA : a) * SELU_SCALE)

BACKWARD(RELU, , a <= 0 ? 0 : b)
BACKWARD(SIGMOID, , b * a * (1 - a))
BACKWARD(SILU, float s = sigmoid(a), b * (s + a * s * (1 - s)))
BACKWARD(SOFTPLUS, , b * sigmoid(a))
BACKWARD(MISH, float t = tanh_of(softplus(a)), b * (t + a * sigmoid(a) * (1 - t * t)))
BACKWARD(GELU, , b * (normal(a) + a * exponential(-0.5f * a * a) * 0.3989422804014327f))
BACKWARD(GELU_TANH, , b * slope_of_gelu_tanh(a))
BACKWARD(SELU, , b * ((a <= 0 ? exponential(a) * SELU_ALPHA : 1) * SELU_SCALE))
