// Ops as functions, for the kernels of chains, which are written by Chain.java.

#define UNARY(name, Y, f) \
  INLINE Y OF(name)(T a) { \
    return f; \
  }

#define BINARY(name, Y, f) \
  INLINE Y OF(name)(T a, T b) { \
    return f; \
  }

#define FORWARD(name, f) \
  INLINE float name##_F32(float a) { \
    return f; \
  }

#define BACKWARD(name, prepare, f) \
  INLINE float name##_BACKWARD_F32(float b, float a) { \
    prepare; \
    return f; \
  }
