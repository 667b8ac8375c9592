// What every program begins with.
//
// T is the element type, S its name, U the unsigned type its integer arithmetic wraps in, GROUP the
// size of a work group. CPU is defined where a work item has a vector unit of its own.

#pragma OPENCL FP_CONTRACT OFF
#ifdef DOUBLES
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#endif

#define KERNEL kernel __attribute__((reqd_work_group_size(GROUP, 1, 1))) void
// A call within a loop keeps it from being a vector.
#define INLINE static inline __attribute__((always_inline))
#ifndef OPERANDS
#define AXES 16
#define OPERANDS 4
#endif

// A name of its own for each element type.
#define JOINED_WITH(a, b) a##_##b
#define JOINED(a, b) JOINED_WITH(a, b)
#define OF(name) JOINED(name, S)

// A way through operands of one shape: rows of `inner` elements, cut into `chunks` of `chunk`.
// Mirrored by Walk.java.
typedef struct {
  int items;   // rows · chunks
  int per;     // items of one work item
  int inner;
  int chunk;
  int chunks;
  int rank;    // axes the rows are counted in
  int at[OPERANDS];
  int step[OPERANDS];
  int size[AXES];
  int stride[OPERANDS][AXES];
} Walk;

// Runs the block that follows for every item of a work item.
#define EACH(w, item) \
  for (int item = get_global_id(0) * (w).per, item##_end = min((w).items, item + (w).per); \
       item < item##_end; item++)

// Where a row of an operand begins.
static inline int row_at(const Walk *w, int operand, int row) {
  int at = w->at[operand];
  for (int axis = w->rank - 1; axis > 0; axis--) {
    int size = w->size[axis];
    int rest = row / size;
    at += (row - rest * size) * w->stride[operand][axis];
    row = rest;
  }
  return w->rank > 0 ? at + row * w->stride[operand][0] : at;
}

// e to the power of a, within 2 ulp: a polynomial that is a vector where work items are not.
//
// With n = round(a/ln 2) and r = a − n·ln 2, eᵃ = 2ⁿ·eʳ; the power of two is multiplied in two
// halves, so that subnormal results are right.
#ifdef CPU
INLINE float exponential(float a) {
  float x = a > 89 ? 89 : a < -104 ? -104 : a;
  float n = rint(x * 1.44269504088896341f);
  float r = fma(n, -0.693359375f, x);
  r = fma(n, 2.12194440e-4f, r);
  float p = 1.9875691500e-4f;
  p = fma(p, r, 1.3981999507e-3f);
  p = fma(p, r, 8.3334519073e-3f);
  p = fma(p, r, 4.1665795894e-2f);
  p = fma(p, r, 1.6666665459e-1f);
  p = fma(p, r, 5.0000001201e-1f);
  p = fma(p, r * r, r) + 1;
  int whole = (int) n;
  int part = whole >> 1;
  float y = p * as_float((part + 127) << 23) * as_float((whole - part + 127) << 23);
  return a != a ? a : y;
}
#else
#define exponential(a) exp(a)
#endif
