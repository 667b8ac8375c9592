// Rows of F32: softmax, its logarithm, cross-entropy, layer norm, and their gradients.
//
// A row belongs to a work group. On a processor that is one work item, which keeps LANES sums so
// that they are a vector; elsewhere the work items of the group take every GROUP-th element.

#ifdef CPU
#define LANES 16
#define FIRST 0
#else
#define LANES 1
#define FIRST get_local_id(0)
#endif

#define ROWS(row) \
  for (int row = get_group_id(0) * per, row##_end = min(rows, row + per); row < row##_end; row++)

// Runs `f`, which uses the index i, for each element of a row.
#define EACH_OF_ROW(i, n, f) \
  for (int i = FIRST; i < (n); i += GROUP) { \
    f; \
  }

// Folds `f`, which uses the index i, over a row into `total`, by `op` from `start` on.
#define FOLD_ROW(total, i, n, op, start, f) \
  float total; \
  { \
    float lanes[LANES]; \
    for (int lane = 0; lane < LANES; lane++) { \
      lanes[lane] = start; \
    } \
    int lane_at = FIRST; \
    for (; lane_at + LANES <= (n); lane_at += LANES * GROUP) { \
      for (int lane = 0; lane < LANES; lane++) { \
        int i = lane_at + lane; \
        lanes[lane] = op(lanes[lane], f); \
      } \
    } \
    for (int lane = 0; LANES > 1 && lane_at < (n); lane++, lane_at++) { \
      int i = lane_at; \
      lanes[lane] = op(lanes[lane], f); \
    } \
    for (int reach = LANES / 2; reach > 0; reach /= 2) { \
      for (int lane = 0; lane < reach; lane++) { \
        lanes[lane] = op(lanes[lane], lanes[lane + reach]); \
      } \
    } \
    total = lanes[0]; \
    ACROSS(total, op) \
  }

#ifdef CPU
#define ACROSS(total, op)
#define ROOM
#else
#define ROOM local float room[GROUP];
#define ACROSS(total, op) \
  barrier(CLK_LOCAL_MEM_FENCE); \
  room[get_local_id(0)] = total; \
  barrier(CLK_LOCAL_MEM_FENCE); \
  for (int reach = GROUP / 2; reach > 0; reach /= 2) { \
    if (get_local_id(0) < reach) { \
      room[get_local_id(0)] = op(room[get_local_id(0)], room[get_local_id(0) + reach]); \
    } \
    barrier(CLK_LOCAL_MEM_FENCE); \
  } \
  total = room[0];
#endif

#define PLUS(a, b) ((a) + (b))
// Not fmax: no number is to stay.
#define MOST(a, b) ((a) != (a) || (a) > (b) ? (a) : (b))

KERNEL SOFTMAX(
    global const float *restrict x, global float *restrict y, int rows, int n, int per) {
  ROOM
  ROWS(row) {
    global const float *restrict p = x + row * n;
    global float *restrict r = y + row * n;
    FOLD_ROW(top, i, n, MOST, -INFINITY, p[i])
    FOLD_ROW(sum, i, n, PLUS, 0, exponential(p[i] - top))
    float scale = 1 / sum;
    EACH_OF_ROW(i, n, r[i] = exponential(p[i] - top) * scale)
  }
}

// x̄ = y·(ḡ − Σ ḡ·y)
KERNEL SOFTMAX_BACKWARD(
    global const float *restrict g,
    global const float *restrict y,
    global float *restrict x,
    int rows,
    int n,
    int per) {
  ROOM
  ROWS(row) {
    global const float *restrict p = g + row * n;
    global const float *restrict q = y + row * n;
    global float *restrict r = x + row * n;
    FOLD_ROW(sum, i, n, PLUS, 0, p[i] * q[i])
    EACH_OF_ROW(i, n, r[i] = q[i] * (p[i] - sum))
  }
}

KERNEL LOG_SOFTMAX(
    global const float *restrict x, global float *restrict y, int rows, int n, int per) {
  ROOM
  ROWS(row) {
    global const float *restrict p = x + row * n;
    global float *restrict r = y + row * n;
    FOLD_ROW(top, i, n, MOST, -INFINITY, p[i])
    FOLD_ROW(sum, i, n, PLUS, 0, exponential(p[i] - top))
    float shift = log(sum);
    EACH_OF_ROW(i, n, r[i] = p[i] - top - shift)
  }
}

// x̄ = ḡ − eʸ·Σ ḡ
KERNEL LOG_SOFTMAX_BACKWARD(
    global const float *restrict g,
    global const float *restrict y,
    global float *restrict x,
    int rows,
    int n,
    int per) {
  ROOM
  ROWS(row) {
    global const float *restrict p = g + row * n;
    global const float *restrict q = y + row * n;
    global float *restrict r = x + row * n;
    FOLD_ROW(sum, i, n, PLUS, 0, p[i])
    EACH_OF_ROW(i, n, r[i] = p[i] - exponential(q[i]) * sum)
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

static inline long label_of(global const void *labels, int row, int wide) {
  return wide ? ((global const long *) labels)[row] : ((global const int *) labels)[row];
}

// The log-sum-exp of each row, and what the row adds to the mean loss.
KERNEL CROSS_ENTROPY(
    global const float *restrict x,
    global const void *restrict labels,
    global float *restrict share,
    global float *restrict lse,
    int rows,
    int n,
    int per,
    int wide,
    int op,
    global int *fault) {
  ROOM
  ROWS(row) {
    global const float *restrict p = x + row * n;
    FOLD_ROW(top, i, n, MOST, -INFINITY, p[i])
    // An endless one would make no number of ∞ − ∞.
    float base = isinf(top) ? 0 : top;
    FOLD_ROW(sum, i, n, PLUS, 0, exponential(p[i] - base))
    if (FIRST == 0) {
      float whole = log(sum) + base;
      long label = label_of(labels, row, wide);
      bool inside = label >= 0 && label < n;
      if (!inside) {
        report(fault, label, n, op);
      }
      lse[row] = whole;
      share[row] = inside ? (whole - p[label]) / rows : 0;
    }
  }
}

// x̄ = ḡ/rows · (e^(x − lse) − onehot(labels))
KERNEL CROSS_ENTROPY_BACKWARD(
    global const float *restrict g,
    global const float *restrict x,
    global const void *restrict labels,
    global const float *restrict lse,
    global float *restrict y,
    int rows,
    int n,
    int per,
    int wide,
    int op,
    global int *fault) {
  ROWS(row) {
    global const float *restrict p = x + row * n;
    global float *restrict r = y + row * n;
    long label = label_of(labels, row, wide);
    if (FIRST == 0 && (label < 0 || label >= n)) {
      report(fault, label, n, op);
    }
    float scale = g[0] / rows;
    float shift = lse[row];
    EACH_OF_ROW(i, n, r[i] = scale * exponential(p[i] - shift) - (i == label ? scale : 0))
  }
}

KERNEL LAYER_NORM(
    global const float *restrict x,
    global const float *restrict gain,
    global const float *restrict bias,
    global float *restrict y,
    global float *restrict mean,
    global float *restrict rstd,
    int rows,
    int n,
    int per,
    float eps) {
  ROOM
  ROWS(row) {
    global const float *restrict p = x + row * n;
    global float *restrict r = y + row * n;
    FOLD_ROW(sum, i, n, PLUS, 0, p[i])
    float middle = sum / n;
    FOLD_ROW(squares, i, n, PLUS, 0, (p[i] - middle) * (p[i] - middle))
    float scale = 1 / sqrt(squares / n + eps);
    EACH_OF_ROW(i, n, r[i] = (p[i] - middle) * scale * gain[i] + bias[i])
    if (FIRST == 0) {
      mean[row] = middle;
      rstd[row] = scale;
    }
  }
}

// x̄ = r·(h − mean(h) − x̂·mean(h·x̂)), h = ḡ·gain
KERNEL LAYER_NORM_BACKWARD(
    global const float *restrict g,
    global const float *restrict x,
    global const float *restrict gain,
    global const float *restrict mean,
    global const float *restrict rstd,
    global float *restrict y,
    int rows,
    int n,
    int per) {
  ROOM
  ROWS(row) {
    global const float *restrict o = g + row * n;
    global const float *restrict p = x + row * n;
    global float *restrict r = y + row * n;
    float middle = mean[row];
    float scale = rstd[row];
    FOLD_ROW(sum, i, n, PLUS, 0, o[i] * gain[i])
    FOLD_ROW(product, i, n, PLUS, 0, o[i] * gain[i] * ((p[i] - middle) * scale))
    float first = sum / n;
    float second = product / n;
    EACH_OF_ROW(
        i, n, r[i] = scale * (o[i] * gain[i] - first - (p[i] - middle) * scale * second))
  }
}

// What a part of the rows adds to gain̅ = Σ ḡ·x̂ and bias̅ = Σ ḡ, for LANES columns at a time.
KERNEL LAYER_NORM_COLUMNS(
    global const float *restrict g,
    global const float *restrict x,
    global const float *restrict mean,
    global const float *restrict rstd,
    global float *restrict gains, // [part, n], then the biases
    int rows,
    int n,
    int per) {
  int column = get_global_id(0) * LANES;
  int part = get_global_id(1);
  int parts = get_global_size(1);
  int width = min(LANES, n - column);
  if (width <= 0) {
    return;
  }
  float a[LANES];
  float b[LANES];
  for (int j = 0; j < LANES; j++) {
    a[j] = 0;
    b[j] = 0;
  }
  for (int row = part * per; row < min(rows, (part + 1) * per); row++) {
    global const float *restrict o = g + row * n + column;
    global const float *restrict p = x + row * n + column;
    float middle = mean[row];
    float scale = rstd[row];
    if (width == LANES) {
      for (int j = 0; j < LANES; j++) {
        a[j] += o[j] * ((p[j] - middle) * scale);
        b[j] += o[j];
      }
    } else {
      for (int j = 0; j < width; j++) {
        a[j] += o[j] * ((p[j] - middle) * scale);
        b[j] += o[j];
      }
    }
  }
  for (int j = 0; j < width; j++) {
    gains[part * n + column + j] = a[j];
    gains[(parts + part) * n + column + j] = b[j];
  }
}

// Scores into weights, where they are, and the log-sum-exp of each row: softmax(scale·s), and
// nothing beyond place t of query t if it is causal.
KERNEL ATTENTION(
    global float *restrict s,
    global float *restrict lse,
    int rows,
    int n,
    int per,
    int queries,
    int causal,
    float scale) {
  ROOM
  ROWS(row) {
    global float *restrict p = s + row * n;
    int seen = causal ? min(row % queries + 1, n) : n;
    FOLD_ROW(top, i, seen, MOST, -INFINITY, p[i] * scale)
    FOLD_ROW(sum, i, seen, PLUS, 0, exponential(p[i] * scale - top))
    float share = 1 / sum;
    EACH_OF_ROW(i, n, p[i] = i < seen ? exponential(p[i] * scale - top) * share : 0)
    if (FIRST == 0) {
      lse[row] = log(sum) + top;
    }
  }
}

// Scores into weights, where they are, by the log-sum-exp that is known.
KERNEL ATTENTION_WEIGHTS(
    global float *restrict s,
    global const float *restrict lse,
    int rows,
    int n,
    int per,
    int queries,
    int causal,
    float scale) {
  ROWS(row) {
    global float *restrict p = s + row * n;
    int seen = causal ? min(row % queries + 1, n) : n;
    float shift = lse[row];
    EACH_OF_ROW(i, n, p[i] = i < seen ? exponential(p[i] * scale - shift) : 0)
  }
}

// The gradient at scores, where that at the weights is: scale·P·(P̄ − δ).
KERNEL ATTENTION_SCORES(
    global float *restrict g,
    global const float *restrict weights,
    global const float *restrict delta,
    int rows,
    int n,
    int per,
    float scale) {
  ROWS(row) {
    global float *restrict p = g + row * n;
    global const float *restrict q = weights + row * n;
    float shift = delta[row];
    EACH_OF_ROW(i, n, p[i] = scale * q[i] * (p[i] - shift))
  }
}
