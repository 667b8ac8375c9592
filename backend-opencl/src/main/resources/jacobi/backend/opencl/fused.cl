// Activations, which are in activations.cl, optimizer steps and pooling of F32, each in one pass.

#define LOOP(i, n) \
  for (int i = get_global_id(0) * per, i##_end = min(n, i + per); i < i##_end; i++)

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
      float b = g[i]; \
      prepare; \
      y[i] = f; \
    } \
  }

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
