// A tile of TALL = 6 rows and WIDE = 64 columns of a product, in float16 registers. Expects `rows`
// and `columns`, how many of them there are.

#define TILE_ROW(i, stride) \
  int at##i = min(i, rows - 1) * (stride); \
  float16 s##i##0 = 0, s##i##1 = 0, s##i##2 = 0, s##i##3 = 0;

#define TILE_ROWS(stride) \
  TILE_ROW(0, stride) \
  TILE_ROW(1, stride) \
  TILE_ROW(2, stride) \
  TILE_ROW(3, stride) \
  TILE_ROW(4, stride) \
  TILE_ROW(5, stride)

#define TILE_STEP(i, p) \
  { \
    float16 ak = (float16) ((p)[at##i]); \
    s##i##0 = fma(ak, b0, s##i##0); \
    s##i##1 = fma(ak, b1, s##i##1); \
    s##i##2 = fma(ak, b2, s##i##2); \
    s##i##3 = fma(ak, b3, s##i##3); \
  }

// Adds the product of `count` columns of A from `p` on, `step` apart, and as many rows of a panel.
#define TILE_PRODUCT(p, step, q, count) \
  for (int k = 0; k < (count); k++) { \
    float16 b0 = vload16(k * 4, q); \
    float16 b1 = vload16(k * 4 + 1, q); \
    float16 b2 = vload16(k * 4 + 2, q); \
    float16 b3 = vload16(k * 4 + 3, q); \
    TILE_STEP(0, (p) + k * (step)) \
    TILE_STEP(1, (p) + k * (step)) \
    TILE_STEP(2, (p) + k * (step)) \
    TILE_STEP(3, (p) + k * (step)) \
    TILE_STEP(4, (p) + k * (step)) \
    TILE_STEP(5, (p) + k * (step)) \
  }

#define TILE_STORE_ROW(i, y, stride, adds) \
  if (i < rows) { \
    global float *restrict to_row = (y) + i * (stride); \
    if (columns == WIDE) { \
      if (adds) { \
        s##i##0 += vload16(0, to_row); \
        s##i##1 += vload16(1, to_row); \
        s##i##2 += vload16(2, to_row); \
        s##i##3 += vload16(3, to_row); \
      } \
      vstore16(s##i##0, 0, to_row); \
      vstore16(s##i##1, 1, to_row); \
      vstore16(s##i##2, 2, to_row); \
      vstore16(s##i##3, 3, to_row); \
    } else { \
      vstore16(s##i##0, 0, out); \
      vstore16(s##i##1, 1, out); \
      vstore16(s##i##2, 2, out); \
      vstore16(s##i##3, 3, out); \
      for (int j = 0; j < columns; j++) { \
        to_row[j] = (adds) ? to_row[j] + out[j] : out[j]; \
      } \
    } \
  }

// Stores the tile, or adds it to what is there.
#define TILE_STORE(y, stride, adds) \
  { \
    float out[WIDE]; \
    TILE_STORE_ROW(0, y, stride, adds) \
    TILE_STORE_ROW(1, y, stride, adds) \
    TILE_STORE_ROW(2, y, stride, adds) \
    TILE_STORE_ROW(3, y, stride, adds) \
    TILE_STORE_ROW(4, y, stride, adds) \
    TILE_STORE_ROW(5, y, stride, adds) \
  }
