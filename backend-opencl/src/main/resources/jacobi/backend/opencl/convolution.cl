// The two-dimensional convolution of F32 on a processor, as products with patches that are packed
// where they are used: a work item fills a panel in its own local memory and multiplies it with
// all rows of the weights, or of the cotangents.

#ifdef CPU
// Patches: `x` [C, H, W] → panel [Q, WIDE] of the positions from `first` on, Q = C·KH·KW.
static inline void patches(
    global const float *restrict x,
    local float *restrict panel,
    int first,
    int4 plane, // H, W, OH, OW
    int4 rows, // size of the window, stride, padding, dilation
    int4 columns,
    int channels) {
  int q = 0;
  for (int c = 0; c < channels; c++) {
    for (int kh = 0; kh < rows.x; kh++) {
      for (int kw = 0; kw < columns.x; kw++, q++) {
        local float *restrict r = panel + q * WIDE;
        int oh = first / plane.w;
        int ow = first - oh * plane.w;
        for (int j = 0; j < WIDE; oh++, ow = 0) {
          int run = oh < plane.z ? min(WIDE - j, plane.w - ow) : WIDE - j;
          int h = oh * rows.y - rows.z + kh * rows.w;
          int w = ow * columns.y - columns.z + kw * columns.w;
          global const float *restrict p = x + (c * plane.x + h) * plane.y + w;
          bool inside = oh < plane.z && h >= 0 && h < plane.x;
          int low = inside ? clamp((-w + columns.y - 1) / columns.y, 0, run) : run;
          int high = inside && w < plane.y
              ? clamp((plane.y - w + columns.y - 1) / columns.y, low, run)
              : low;
          for (int t = 0; t < low; t++) {
            r[j + t] = 0;
          }
          if (columns.y == 1) {
            for (int t = low; t < high; t++) {
              r[j + t] = p[t];
            }
          } else {
            for (int t = low; t < high; t++) {
              r[j + t] = p[t * columns.y];
            }
          }
          for (int t = high; t < run; t++) {
            r[j + t] = 0;
          }
          j += run;
        }
      }
    }
  }
}

// Y[n] = W·patches(X[n]): a work item has one image and WIDE positions.
KERNEL CONVOLUTION(
    global const float *restrict x,
    global const float *restrict w,
    global float *restrict y,
    int4 plane,
    int4 rows,
    int4 columns,
    int4 size, // N, C, O, Q
    local float *panel) {
  int positions = plane.z * plane.w;
  int panels = (positions + WIDE - 1) / WIDE;
  int image = get_global_id(0) / panels;
  int first = get_global_id(0) % panels * WIDE;
  patches(
      x + image * size.y * plane.x * plane.y, panel, first, plane, rows, columns, size.y);
  int outputs = size.z;
  int wide = min(WIDE, positions - first);
  for (int o = 0; o < outputs; o += TALL) {
    int rows = min(TALL, outputs - o);
    int columns = wide;
    global const float *restrict p = w + o * size.w;
    global float *restrict r = y + (image * outputs + o) * positions + first;
    TILE_ROWS(size.w)
    TILE_PRODUCT(p, 1, panel, size.w)
    TILE_STORE(r, positions, false)
  }
}

// Patches the other way round: [positions from `first`, count] → panel [count, WIDE] of the places
// in a patch from `place` on.
static inline void turned(
    global const float *restrict x,
    local float *restrict panel,
    int first,
    int count,
    int place,
    int wide,
    int4 plane,
    int4 rows,
    int4 columns) {
  for (int j = 0; j < wide; j++) {
    int q = place + j;
    int kw = q % columns.x;
    int kh = q / columns.x % rows.x;
    global const float *restrict p = x + q / (columns.x * rows.x) * plane.x * plane.y;
    int oh = first / plane.w;
    int ow = first - oh * plane.w;
    for (int k = 0; k < count; k++) {
      int h = oh * rows.y - rows.z + kh * rows.w;
      int w = ow * columns.y - columns.z + kw * columns.w;
      bool inside = h >= 0 && h < plane.x && w >= 0 && w < plane.y;
      panel[k * WIDE + j] = inside ? p[h * plane.y + w] : 0;
      if (++ow == plane.w) {
        ow = 0;
        oh++;
      }
    }
  }
  for (int j = wide; j < WIDE; j++) {
    for (int k = 0; k < count; k++) {
      panel[k * WIDE + j] = 0;
    }
  }
}

// What a part of the images adds to W̄ = Σₙ Ḡ[n]·patches(X[n])ᵀ: a work item has WIDE places of a
// patch.
KERNEL WEIGHTS(
    global const float *restrict g,
    global const float *restrict x,
    global float *restrict y, // [part, O, Q]
    int4 plane,
    int4 rows,
    int4 columns,
    int4 size, // N, C, O, Q
    int2 block, // positions at a time, images of a part
    local float *panel) {
  int positions = plane.z * plane.w;
  int panels = (size.w + WIDE - 1) / WIDE;
  int part = get_global_id(0) / panels;
  int place = get_global_id(0) % panels * WIDE;
  int wide = min(WIDE, size.w - place);
  int outputs = size.z;
  bool adds = false;
  int last = min(size.x, (part + 1) * block.y);
  for (int image = part * block.y; image < last; image++) {
    global const float *restrict from = x + image * size.y * plane.x * plane.y;
    for (int first = 0; first < positions; first += block.x) {
      int count = min(block.x, positions - first);
      turned(from, panel, first, count, place, wide, plane, rows, columns);
      for (int o = 0; o < outputs; o += TALL) {
        int rows = min(TALL, outputs - o);
        int columns = wide;
        global const float *restrict p = g + (image * outputs + o) * positions + first;
        global float *restrict r = y + (part * outputs + o) * size.w + place;
        TILE_ROWS(positions)
        TILE_PRODUCT(p, 1, panel, count)
        TILE_STORE(r, size.w, adds)
      }
      adds = true;
    }
  }
}
#endif
