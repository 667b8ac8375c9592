// Functions of one and two arguments, casts, counting up; the functions themselves are in
// formulas.cl.

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
