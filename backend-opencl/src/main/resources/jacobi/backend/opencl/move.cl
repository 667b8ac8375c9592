// What moves elements and does not look at them: T is any type of their size.

KERNEL COPY(global const T *restrict x, global T *restrict y, const Walk w) {
  EACH(w, item) {
    int row = item / w.chunks;
    int from = (item - row * w.chunks) * w.chunk;
    int to = min(w.inner, from + w.chunk);
    global const T *restrict p = x + row_at(&w, 0, row);
    global T *restrict r = y + row_at(&w, 1, row);
    int s = w.step[0];
    int t = w.step[1];
    if (s == 1 && t == 1) {
      for (int i = from; i < to; i++) {
        r[i] = p[i];
      }
    } else {
      for (int i = from; i < to; i++) {
        r[i * t] = p[i * s];
      }
    }
  }
}

KERNEL WHERE(
    global const uchar *restrict c,
    global const T *restrict x,
    global const T *restrict z,
    global T *restrict y,
    const Walk w) {
  EACH(w, item) {
    int row = item / w.chunks;
    int from = (item - row * w.chunks) * w.chunk;
    int to = min(w.inner, from + w.chunk);
    global const uchar *restrict o = c + row_at(&w, 0, row);
    global const T *restrict p = x + row_at(&w, 1, row);
    global const T *restrict q = z + row_at(&w, 2, row);
    global T *restrict r = y + row_at(&w, 3, row);
    int s = w.step[1];
    int t = w.step[2];
    if (w.step[0] == 1 && (s == 0 || s == 1) && (t == 0 || t == 1)) {
      for (int i = from; i < to; i++) {
        r[i] = o[i] ? p[s ? i : 0] : q[t ? i : 0];
      }
    } else {
      for (int i = from; i < to; i++) {
        r[i] = o[i * w.step[0]] ? p[i * s] : q[i * t];
      }
    }
  }
}

// Notes the first index out of range: a flag, the index in two halves, the axis' size, the op.
static inline void report(global int *fault, long index, int size, int op) {
  if (atomic_cmpxchg(fault, 0, 1) == 0) {
    fault[1] = (int) index;
    fault[2] = (int) (index >> 32);
    fault[3] = size;
    fault[4] = op;
  }
}

// y[…, i, …] = x[…, index[…, i, …], …]
KERNEL GATHER(
    global const T *restrict x,
    global const void *restrict index,
    global T *restrict y,
    const Walk w,
    const int wide,
    const int size,
    const int stride,
    const int op,
    global int *fault) {
  EACH(w, item) {
    int row = item / w.chunks;
    int from = (item - row * w.chunks) * w.chunk;
    int to = min(w.inner, from + w.chunk);
    global const T *restrict p = x + row_at(&w, 0, row);
    int q = row_at(&w, 1, row);
    global T *restrict r = y + row_at(&w, 2, row);
    for (int i = from; i < to; i++) {
      int at = q + i * w.step[1];
      long k = wide ? ((global const long *) index)[at] : ((global const int *) index)[at];
      if (k >= 0 && k < size) {
        r[i] = p[i * w.step[0] + (int) k * stride];
      } else {
        report(fault, k, size, op);
      }
    }
  }
}
