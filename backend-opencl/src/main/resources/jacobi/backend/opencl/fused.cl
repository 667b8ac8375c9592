// Activations, optimizer steps, pooling and dropout of F32, each in one pass.

#define LOOP(i, n) \
  for (int i = get_global_id(0) * per, i##_end = min(n, i + per); i < i##_end; i++)

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

#define SELU_ALPHA 1.6732632423543772f
#define SELU_SCALE 1.0507009873554805f

#define FORWARD(name, f) \
  KERNEL name(global const float *restrict x, global float *restrict y, int n, int per) { \
    LOOP(i, n) { \
      float a = x[i]; \
      y[i] = f; \
    } \
  }

#define BACKWARD(name, prepare, f) \
  KERNEL name##_BACKWARD( \
      global const float *restrict g, \
      global const float *restrict saved, \
      global float *restrict y, \
      int n, \
      int per) { \
    LOOP(i, n) { \
      float a = saved[i]; \
      prepare; \
      y[i] = f; \
    } \
  }

FORWARD(RELU, a <= 0 ? 0 : a)
FORWARD(SIGMOID, sigmoid(a))
FORWARD(SILU, a * sigmoid(a))
FORWARD(SOFTPLUS, softplus(a))
FORWARD(MISH, a * tanh_of(softplus(a)))
FORWARD(GELU, a * normal(a))
FORWARD(GELU_TANH, a * sigmoid(inner(a)))
FORWARD(SELU, (a <= 0 ? expm1(a) * SELU_ALPHA : a) * SELU_SCALE)

BACKWARD(RELU, , a <= 0 ? 0 : g[i])
BACKWARD(SIGMOID, , g[i] * a * (1 - a))
BACKWARD(SILU, float s = sigmoid(a), g[i] * (s + a * s * (1 - s)))
BACKWARD(SOFTPLUS, , g[i] * sigmoid(a))
BACKWARD(MISH, float t = tanh_of(softplus(a)), g[i] * (t + a * sigmoid(a) * (1 - t * t)))
BACKWARD(
    GELU, , g[i] * (normal(a) + a * exponential(-0.5f * a * a) * 0.3989422804014327f))
BACKWARD(
    GELU_TANH,
    float s = sigmoid(inner(a)),
    g[i] * (s + a * s * (1 - s) * (a * a * (3 * 0.044715f) + 1) * 1.5957691216057308f))
BACKWARD(SELU, , g[i] * ((a <= 0 ? exponential(a) * SELU_ALPHA : 1) * SELU_SCALE))

// Denormal numbers are slow: what is tiny is 0.
INLINE float flushed(float a) {
  return fabs(a) < 0x1p-100f ? 0 : a;
}

// The scale that gradients are multiplied with is scales[at], or 1 where at is negative.
#define SCALE (at < 0 ? 1.0f : scales[at])

KERNEL SGD(
    global const float *restrict p,
    global const float *restrict g,
    global const float *restrict v,
    global const float *restrict numbers,
    global const float *restrict scales,
    int at,
    global float *restrict next,
    global float *restrict velocity,
    int n,
    int per) {
  float rate = numbers[0];
  float momentum = numbers[1];
  float decay = numbers[2];
  float scale = SCALE;
  LOOP(i, n) {
    float moved = flushed(v[i] * momentum + (g[i] * scale + p[i] * decay));
    velocity[i] = moved;
    next[i] = p[i] - moved * rate;
  }
}

#define ADAM(name, gradient, start) \
  KERNEL name( \
      global const float *restrict p, \
      global const float *restrict g, \
      global const float *restrict m, \
      global const float *restrict v, \
      global const float *restrict numbers, \
      global const float *restrict scales, \
      int at, \
      global float *restrict next, \
      global float *restrict first, \
      global float *restrict second, \
      int n, \
      int per) { \
    float rate = numbers[0]; \
    float beta1 = numbers[1]; \
    float beta2 = numbers[2]; \
    float epsilon = numbers[3]; \
    float decay = numbers[4]; \
    float bias1 = numbers[5]; \
    float bias2 = numbers[6]; \
    float scale = SCALE; \
    LOOP(i, n) { \
      float d = gradient; \
      float a = flushed(m[i] * beta1 + d * (1 - beta1)); \
      float b = flushed(v[i] * beta2 + d * d * (1 - beta2)); \
      first[i] = a; \
      second[i] = b; \
      next[i] = (start) - a / bias1 / (sqrt(b / bias2) + epsilon) * rate; \
    } \
  }

ADAM(ADAM, g[i] * scale + p[i] * decay, p[i])
ADAM(ADAMW, g[i] * scale, p[i] - p[i] * (rate * decay))

// The greatest of each window and where it is in its plane; padding never wins. A work item has a
// row of windows, and compares one place of all of them after another, so that they are a vector.
KERNEL MAX_POOL(
    global const float *restrict x,
    global float *restrict y,
    global int *restrict index,
    int4 plane, // H, W, OH, OW
    int4 rows, // size of the window, stride, padding, dilation
    int4 columns,
    int n, // rows of windows
    int per) {
  LOOP(i, n) {
    int image = i / plane.z;
    int top = (i - image * plane.z) * rows.y - rows.z;
    global const float *restrict p = x + image * plane.x * plane.y;
    global float *restrict best = y + i * plane.w;
    global int *restrict at = index + i * plane.w;
    for (int j = 0; j < plane.w; j++) {
      best[j] = 0;
      at[j] = -1;
    }
    for (int r = 0; r < rows.x; r++) {
      int h = top + r * rows.w;
      if (h < 0 || h >= plane.x) {
        continue;
      }
      for (int c = 0; c < columns.x; c++) {
        int left = c * columns.w - columns.z;
        int from = clamp((-left + columns.y - 1) / columns.y, 0, plane.w);
        int to = left < plane.y
            ? clamp((plane.y - left + columns.y - 1) / columns.y, from, plane.w)
            : from;
        for (int j = from; j < to; j++) {
          int place = h * plane.y + left + j * columns.y;
          float a = p[place];
          float b = best[j];
          int known = at[j];
          bool wins = known < 0 || a > b || (a != a && b == b);
          best[j] = wins ? a : b;
          at[j] = wins ? place : known;
        }
      }
    }
  }
}

// Each cotangent to the element that won; a work item owns whole planes, so that sums have one
// order.
KERNEL MAX_POOL_BACKWARD(
    global const float *restrict g,
    global const int *restrict index,
    global float *restrict y,
    int size, // of a plane of y
    int windows, // of a plane of g
    int n,
    int per) {
  LOOP(i, n) {
    global float *restrict r = y + i * size;
    for (int k = 0; k < size; k++) {
      r[k] = 0;
    }
    for (int k = 0; k < windows; k++) {
      r[index[i * windows + k]] += g[i * windows + k];
    }
  }
}
