// Reductions, the search for the greatest and least, overlap-add, and adding at indices.

#ifdef FLOATS
INLINE T greater_of(T a, T b) {
  return a != a ? a : b != b ? b : a > b ? a : a < b ? b : AS_T(AS_I(a) & AS_I(b));
}

INLINE T less_of(T a, T b) {
  return a != a ? a : b != b ? b : a < b ? a : a > b ? b : AS_T(AS_I(a) | AS_I(b));
}

#define SUM_OF(a, b) ((a) + (b))
#define SUM_TYPE T
#define LOWEST ((T) -INFINITY)
#define HIGHEST ((T) INFINITY)
#define IS_NAN(a) ((a) != (a))
#else
#define greater_of(a, b) ((a) > (b) ? (a) : (b))
#define less_of(a, b) ((a) < (b) ? (a) : (b))
#define SUM_OF(a, b) ((T) ((U) (a) + (U) (b)))
// Sums of uchar in uchar come out wrong with LLVM 15.
#define SUM_TYPE U
#define IS_NAN(a) 0
#endif

#define PLUS(a, b) ((a) + (SUM_TYPE) (b))

#define LANES 16

static inline int folded_at(const Walk *f, int i) {
  int row = i / f->inner;
  return row_at(f, 0, row) + (i - row * f->inner) * f->step[0];
}

// y[part, o] folds the share of a part of the elements of output o. A chunk of outputs beside each
// other is folded together; a single output in lanes.
#ifdef CPU
#define REDUCE(name, A, f, start) \
  KERNEL name( \
      global const T *restrict x, \
      global T *restrict y, \
      const Walk w, \
      const Walk v, \
      const int outputs, \
      const int length, \
      const int total) { \
    int part = get_global_id(1); \
    int first = part * length; \
    int last = min(total, first + length); \
    EACH(w, item) { \
      int row = item / w.chunks; \
      int from = (item - row * w.chunks) * w.chunk; \
      int n = min(w.inner - from, w.chunk); \
      global const T *restrict p = x + row_at(&w, 0, row) + from * w.step[0]; \
      global T *restrict r = y + part * outputs + row * w.inner + from; \
      A acc[LANES]; \
      for (int j = 0; j < LANES; j++) { \
        acc[j] = start; \
      } \
      if (w.chunk > 1) { \
        for (int i = first; i < last; i++) { \
          global const T *restrict line = p + folded_at(&v, i); \
          if (n == LANES) { \
            for (int j = 0; j < LANES; j++) { \
              acc[j] = f(acc[j], line[j]); \
            } \
          } else { \
            for (int j = 0; j < n; j++) { \
              acc[j] = f(acc[j], line[j]); \
            } \
          } \
        } \
        for (int j = 0; j < n; j++) { \
          r[j] = acc[j]; \
        } \
        continue; \
      } \
      for (int i = first; i < last;) { \
        int column = i % v.inner; \
        int count = min(v.inner - column, last - i); \
        global const T *restrict line = p + folded_at(&v, i); \
        int k = 0; \
        if (v.step[0] == 1) { \
          for (; k + LANES <= count; k += LANES) { \
            for (int j = 0; j < LANES; j++) { \
              acc[j] = f(acc[j], line[k + j]); \
            } \
          } \
        } \
        for (int j = 0; k < count; k++, j = (j + 1) % LANES) { \
          acc[j] = f(acc[j], line[k * v.step[0]]); \
        } \
        i += count; \
      } \
      for (int reach = LANES / 2; reach > 0; reach /= 2) { \
        for (int j = 0; j < reach; j++) { \
          acc[j] = f(acc[j], acc[j + reach]); \
        } \
      } \
      r[0] = acc[0]; \
    } \
  }
#else
// Work items beside each other read elements beside each other.
#define REDUCE(name, A, f, start) \
  KERNEL name( \
      global const T *restrict x, \
      global T *restrict y, \
      const Walk w, \
      const Walk v, \
      const int outputs, \
      const int parts, \
      const int total) { \
    int id = get_global_id(0); \
    int output = id / parts; \
    int part = id - output * parts; \
    if (output >= outputs) { \
      return; \
    } \
    int row = output / w.inner; \
    global const T *restrict p = x + row_at(&w, 0, row) + (output - row * w.inner) * w.step[0]; \
    A acc = start; \
    for (int i = part; i < total; i += parts) { \
      acc = f(acc, p[folded_at(&v, i)]); \
    } \
    y[part * outputs + output] = acc; \
  }
#endif

#ifndef TRUTH
REDUCE(SUM, SUM_TYPE, PLUS, 0)
#endif
REDUCE(MAX, T, greater_of, LOWEST)
REDUCE(MIN, T, less_of, HIGHEST)

// No number beats all but an earlier one; the first index wins a tie.
#define ARG(name, better) \
  KERNEL name( \
      global const T *restrict x, \
      global long *restrict y, \
      const Walk w, \
      const int size, \
      const int stride) { \
    EACH(w, item) { \
      int row = item / w.chunks; \
      int from = (item - row * w.chunks) * w.chunk; \
      int to = min(w.inner, from + w.chunk); \
      for (int i = from; i < to; i++) { \
        global const T *restrict p = x + row_at(&w, 0, row) + i * w.step[0]; \
        T best = p[0]; \
        int at = 0; \
        for (int k = 1; k < size; k++) { \
          T a = p[k * stride]; \
          if (a better best || (IS_NAN(a) && !IS_NAN(best))) { \
            best = a; \
            at = k; \
          } \
          if (IS_NAN(best)) { \
            break; \
          } \
        } \
        y[row_at(&w, 1, row) + i] = at; \
      } \
    } \
  }

ARG(ARG_MAX, >)
ARG(ARG_MIN, <)

#ifndef TRUTH
// y[…, q, …] = Σ x[…, p, …, k] over p·step + k·dilation = q; the walk goes over y.
KERNEL FOLD(
    global const T *restrict x,
    global T *restrict y,
    const Walk w,
    const int4 window, // positions, size of a window, step, dilation
    const int4 place) { // of axis q: size in y, what lies after it; strides of p and k in x
  EACH(w, item) {
    int row = item / w.chunks;
    int from = (item - row * w.chunks) * w.chunk;
    int to = min(w.inner, from + w.chunk);
    int base = row_at(&w, 0, row);
    for (int i = from; i < to; i++) {
      int q = (row * w.inner + i) / place.y % place.x;
      global const T *restrict p = x + base + i * w.step[0];
      T sum = 0;
      for (int k = 0; k < window.y; k++) {
        int start = q - k * window.w;
        if (start >= 0 && start % window.z == 0 && start / window.z < window.x) {
          sum = SUM_OF(sum, p[start / window.z * place.z + k * place.w]);
        }
      }
      y[row * w.inner + i] = sum;
    }
  }
}

static inline void report(global int *fault, long index, int size, int op) {
  if (atomic_cmpxchg(fault, 0, 1) == 0) {
    fault[1] = (int) index;
    fault[2] = (int) (index >> 32);
    fault[3] = size;
    fault[4] = op;
  }
}

// y[…, index[…, i, …], …] += u[…, i, …], y being a copy of x: one work item owns a line along the
// axis, so that sums have one order.
KERNEL SCATTER_ADD(
    global const T *restrict u,
    global const void *restrict index,
    global T *restrict y,
    const Walk w, // over lines, of u, index and y
    const int wide,
    const int4 line, // how many; strides in u, index and y
    const int size,
    const int op,
    global int *fault) {
  EACH(w, item) {
    int row = item / w.chunks;
    int from = (item - row * w.chunks) * w.chunk;
    int to = min(w.inner, from + w.chunk);
    int p = row_at(&w, 0, row);
    int q = row_at(&w, 1, row);
    int r = row_at(&w, 2, row);
    for (int k = 0; k < line.x; k++) {
      for (int i = from; i < to; i++) {
        int at = q + i * w.step[1] + k * line.z;
        long j = wide ? ((global const long *) index)[at] : ((global const int *) index)[at];
        if (j >= 0 && j < size) {
          int into = r + i * w.step[2] + (int) j * line.w;
          y[into] = SUM_OF(y[into], u[p + i * w.step[0] + k * line.y]);
        } else {
          report(fault, j, size, op);
        }
      }
    }
  }
}
#endif
