// The matrix product Y = A·B of any strides: a work item computes a tile of ROWS × COLUMNS.

#ifdef FLOATS
#pragma OPENCL FP_CONTRACT ON
#define ADDED(sum, a, b) ((sum) + (a) * (b))
#else
#define ADDED(sum, a, b) ((T) ((U) (sum) + (U) (a) * (U) (b)))
#endif

// The last rows and columns are computed again in tiles that reach over the edge, and not stored.
KERNEL MATMUL(
    global const T *restrict a,
    global const T *restrict b,
    global T *restrict y,
    const Walk w, // over the batch, of a and b
    const int4 size, // M, N, K, batches
    const int4 step) { // strides of a's rows and columns, b's rows and columns
  int across = (size.y + COLUMNS - 1) / COLUMNS;
  int down = (size.x + ROWS - 1) / ROWS;
  int id = get_global_id(0);
  int batch = id / (across * down);
  if (batch >= size.w) {
    return;
  }
  int tile = id - batch * across * down;
  int i0 = tile / across * ROWS;
  int j0 = (tile - tile / across * across) * COLUMNS;
  int row = batch / w.inner;
  int column = batch - row * w.inner;
  global const T *restrict p = a + row_at(&w, 0, row) + column * w.step[0];
  global const T *restrict q = b + row_at(&w, 1, row) + column * w.step[1];
  int ia[ROWS];
  int jb[COLUMNS];
  for (int i = 0; i < ROWS; i++) {
    ia[i] = min(i0 + i, size.x - 1) * step.x;
  }
  for (int j = 0; j < COLUMNS; j++) {
    jb[j] = min(j0 + j, size.y - 1) * step.w;
  }
  T sum[ROWS][COLUMNS];
  for (int i = 0; i < ROWS; i++) {
    for (int j = 0; j < COLUMNS; j++) {
      sum[i][j] = 0;
    }
  }
  for (int k = 0; k < size.z; k++) {
    T bk[COLUMNS];
    for (int j = 0; j < COLUMNS; j++) {
      bk[j] = q[k * step.z + jb[j]];
    }
    for (int i = 0; i < ROWS; i++) {
      T ak = p[ia[i] + k * step.y];
      for (int j = 0; j < COLUMNS; j++) {
        sum[i][j] = ADDED(sum[i][j], ak, bk[j]);
      }
    }
  }
  for (int i = 0; i < ROWS && i0 + i < size.x; i++) {
    for (int j = 0; j < COLUMNS && j0 + j < size.y; j++) {
      y[(batch * size.x + i0 + i) * size.y + j0 + j] = sum[i][j];
    }
  }
}

#if defined(CPU) && defined(NARROW)
// The product on a processor, as its registers want it: a work item computes TALL rows of WIDE
// columns in float16 registers. B comes packed in panels of WIDE columns, [panel][k][WIDE], so that
// it is read in order; A is read element by element where it lies.

// B, or a share of its rows k, into panels; columns past the last one are 0.
KERNEL PACK(
    global const T *restrict b,
    global T *restrict packed,
    const Walk w, // over the batch, of b
    const int4 size, // rows, columns, rows in a block of a work item, batches
    const int2 step) { // strides of rows and columns
  int panels = (size.y + WIDE - 1) / WIDE;
  int blocks = (size.x + size.z - 1) / size.z;
  int id = get_global_id(0);
  int batch = id / (panels * blocks);
  int panel = id / blocks % panels;
  int from = id % blocks * size.z;
  int to = min(size.x, from + size.z);
  int columns = min(WIDE, size.y - panel * WIDE);
  int row = batch / w.inner;
  global const T *restrict p = b + row_at(&w, 0, row) + (batch - row * w.inner) * w.step[0]
      + panel * WIDE * step.y;
  global T *restrict r = packed + ((batch * panels + panel) * size.x) * WIDE;
  if (step.y == 1) {
    for (int k = from; k < to; k++) {
      if (columns == WIDE) {
        for (int j = 0; j < WIDE; j++) {
          r[k * WIDE + j] = p[k * step.x + j];
        }
      } else {
        for (int j = 0; j < WIDE; j++) {
          r[k * WIDE + j] = j < columns ? p[k * step.x + j] : 0;
        }
      }
    }
  } else {
    for (int j = 0; j < WIDE; j++) {
      if (j < columns) {
        for (int k = from; k < to; k++) {
          r[k * WIDE + j] = p[k * step.x + j * step.y];
        }
      } else {
        for (int k = from; k < to; k++) {
          r[k * WIDE + j] = 0;
        }
      }
    }
  }
}

KERNEL PANELS(
    global const T *restrict a,
    global const T *restrict packed,
    global T *restrict product,
    const Walk w, // over the batch, of a
    const int4 size, // M, N, K, tiles
    const int4 span, // first and last k, whether to add to what is there, work item's tiles
    const int4 step) { // strides of a's rows, columns and tiles of rows; of batches of packed
  int panels = (size.y + WIDE - 1) / WIDE;
  int down = (size.x + TALL - 1) / TALL;
  int last = min(size.w, (int) (get_global_id(0) + 1) * span.w);
  for (int id = get_global_id(0) * span.w; id < last; id++) {
    int tile = id % down;
    int panel = id / down % panels;
    int batch = id / (down * panels);
    int rows = min(TALL, size.x - tile * TALL);
    int columns = min(WIDE, size.y - panel * WIDE);
    int row = batch / w.inner;
    global const T *restrict p = a + row_at(&w, 0, row) + (batch - row * w.inner) * w.step[0]
        + tile * step.z + span.x * step.y;
    global const T *restrict q = packed + batch * step.w + (panel * size.z + span.x) * WIDE;
    TILE_ROWS(step.x)
    TILE_PRODUCT(p, step.y, q, span.y - span.x)
    global T *restrict y = product + (batch * size.x + tile * TALL) * size.y + panel * WIDE;
    TILE_STORE(y, size.y, span.z)
  }
}
#endif

#ifndef CPU
// The product on a GPU: a work group computes SIDE × SIDE, from parts of A and B of DEPTH that it
// holds in local memory; while one part is multiplied, the next one is on its way in registers. Work
// items lie 16 across, and each has DOWN rows of ACROSS columns, so that each element that is read
// serves several times: 8 of 4 where SIDE is 64.
#define DOWN (SIDE / (GROUP / 16))
#define ACROSS (SIDE / 16)
#define SHARE (SIDE * DEPTH / GROUP)

// Element e of a part: along the axis that is dense in memory, so that loads are coalesced.
#define PLACE(e, dense, i, k) \
  int i = (dense) ? (e) / DEPTH : (e) % SIDE; \
  int k = (dense) ? (e) % DEPTH : (e) / SIDE;

#define FETCH(from) \
  for (int j = 0; j < SHARE; j++) { \
    int e = get_local_id(0) + j * GROUP; \
    { \
      PLACE(e, step.y == 1, i, k) \
      bool inside = i0 + i < size.x && (from) + k < size.z; \
      nextA[j] = inside ? p[(i0 + i) * step.x + ((from) + k) * step.y] : (T) 0; \
    } \
    { \
      PLACE(e, step.z == 1, i, k) \
      bool inside = j0 + i < size.y && (from) + k < size.z; \
      nextB[j] = inside ? q[((from) + k) * step.z + (j0 + i) * step.w] : (T) 0; \
    } \
  }

#define KEEP(buffer) \
  for (int j = 0; j < SHARE; j++) { \
    int e = get_local_id(0) + j * GROUP; \
    { \
      PLACE(e, step.y == 1, i, k) \
      partA[buffer][k][i] = nextA[j]; \
    } \
    { \
      PLACE(e, step.z == 1, i, k) \
      partB[buffer][k][i] = nextB[j]; \
    } \
  }

KERNEL BLOCKS(
    global const T *restrict a,
    global const T *restrict b,
    global T *restrict y,
    const Walk w, // over the batch, of a and b
    const int4 size, // M, N, K, batches
    const int4 step) { // strides of a's rows and columns, b's rows and columns
  // One column more than needed: rows then begin in different banks.
  local T partA[2][DEPTH][SIDE + 1];
  local T partB[2][DEPTH][SIDE + 1];
  int across = (size.y + SIDE - 1) / SIDE;
  int down = (size.x + SIDE - 1) / SIDE;
  int batch = get_group_id(0) / (across * down);
  int tile = get_group_id(0) - batch * across * down;
  int i0 = tile / across * SIDE;
  int j0 = (tile - tile / across * across) * SIDE;
  int row = batch / w.inner;
  int column = batch - row * w.inner;
  global const T *restrict p = a + row_at(&w, 0, row) + column * w.step[0];
  global const T *restrict q = b + row_at(&w, 1, row) + column * w.step[1];
  int i1 = get_local_id(0) / 16 * DOWN;
  int j1 = get_local_id(0) % 16;
  T nextA[SHARE];
  T nextB[SHARE];
  T sum[DOWN][ACROSS];
  for (int i = 0; i < DOWN; i++) {
    for (int j = 0; j < ACROSS; j++) {
      sum[i][j] = 0;
    }
  }
  FETCH(0)
  KEEP(0)
  barrier(CLK_LOCAL_MEM_FENCE);
  int buffer = 0;
  for (int from = 0; from < size.z; from += DEPTH) {
    bool more = from + DEPTH < size.z;
    if (more) {
      FETCH(from + DEPTH)
    }
    for (int k = 0; k < DEPTH; k++) {
      T bk[ACROSS];
      for (int j = 0; j < ACROSS; j++) {
        bk[j] = partB[buffer][k][j1 + 16 * j];
      }
      for (int i = 0; i < DOWN; i++) {
        T ak = partA[buffer][k][i1 + i];
        for (int j = 0; j < ACROSS; j++) {
          sum[i][j] = ADDED(sum[i][j], ak, bk[j]);
        }
      }
    }
    if (more) {
      KEEP(1 - buffer)
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    buffer = 1 - buffer;
  }
  for (int i = 0; i < DOWN; i++) {
    for (int j = 0; j < ACROSS; j++) {
      int r = i0 + i1 + i;
      int c = j0 + j1 + 16 * j;
      if (r < size.x && c < size.y) {
        y[(batch * size.x + r) * size.y + c] = sum[i][j];
      }
    }
  }
}
#endif
