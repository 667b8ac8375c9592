// Philox 4x32-10, one block of four words at a time: see jacobi.random.Philox.

static inline uint4 philox(ulong block, ulong key) {
  uint4 c = (uint4) ((uint) block, (uint) (block >> 32), 0, 0);
  uint2 k = (uint2) ((uint) key, (uint) (key >> 32));
  for (int round = 0; round < 10; round++) {
    c = (uint4) (
        mul_hi(0xCD9E8D57u, c.z) ^ c.y ^ k.x,
        0xCD9E8D57u * c.z,
        mul_hi(0xD2511F53u, c.x) ^ c.w ^ k.y,
        0xD2511F53u * c.x);
    k += (uint2) (0x9E3779B9u, 0xBB67AE85u);
  }
  return c;
}

// Words start … of the key's stream; a work item makes `blocks` blocks.
KERNEL RANDOM_BITS(
    global const long *restrict state,
    global int *restrict y,
    const int4 place, // of key and start in the state; where y begins; words
    const int blocks) {
  ulong key = state[place.x];
  long start = state[place.y];
  long low = start >> 2;
  for (int b = 0; b < blocks; b++) {
    long block = low + (long) get_global_id(0) * blocks + b;
    long at = block * 4 - start;
    if (at >= place.w) {
      return;
    }
    uint4 words = philox((ulong) block, key);
    uint lane[4] = {words.x, words.y, words.z, words.w};
    for (int i = 0; i < 4; i++) {
      if (at + i >= 0 && at + i < place.w) {
        y[place.z + at + i] = (int) lane[i];
      }
    }
  }
}

// y = keep ? x/(1 − p) : 0, where a word of the stream, moved by −2³¹, is at least the threshold.
KERNEL DROPOUT(
    global const float *restrict x,
    global const long *restrict state,
    global float *restrict y,
    const int n,
    const int threshold,
    const float scale, // 1/(1 − p)
    const int blocks) {
  ulong key = state[0];
  long start = state[1];
  long low = start >> 2;
  for (int b = 0; b < blocks; b++) {
    long block = low + (long) get_global_id(0) * blocks + b;
    long at = block * 4 - start;
    if (at >= n) {
      return;
    }
    uint4 words = philox((ulong) block, key);
    uint lane[4] = {words.x, words.y, words.z, words.w};
    for (int i = 0; i < 4; i++) {
      if (at + i >= 0 && at + i < n) {
        bool keep = (int) (lane[i] ^ 0x80000000u) >= threshold;
        y[at + i] = keep ? x[at + i] * scale : 0;
      }
    }
  }
}
