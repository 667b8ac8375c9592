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
