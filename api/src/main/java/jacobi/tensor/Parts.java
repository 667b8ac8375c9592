package jacobi.tensor;

/// An axis cut into `count` parts as even as whole numbers allow; parts overlap where they must.
///
/// Part `i` is `⌊i·length/count⌋ … ⌈(i + 1)·length/count⌉ − 1`.
record Parts(long length, long count) {
  long start(long i) {
    return i * length / count;
  }

  long end(long i) {
    return ((i + 1) * length + count - 1) / count;
  }

  long size(long i) {
    return end(i) - start(i);
  }

  /// The element at place `j` of the parts one after the other, each `longest` long.
  long at(long j, long longest) {
    return start(j / longest) + j % longest;
  }

  /// True if the parts are equal and do not overlap.
  boolean isEven() {
    return length % count == 0;
  }

  long longest() {
    long longest = 0;
    for (long i = 0; i < count; i++) {
      longest = Math.max(longest, size(i));
    }
    return longest;
  }
}
