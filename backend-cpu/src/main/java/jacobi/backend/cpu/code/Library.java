package jacobi.backend.cpu.code;

import jacobi.op.Binary;
import jacobi.op.Erf;

/// What formulas compute one element at a time, by name.
final class Library {
  private Library() {}

  static float floorMod(float a, float b) {
    float rest = a % b;
    return rest != 0f && rest < 0f != b < 0f ? rest + b : rest;
  }

  static double floorMod(double a, double b) {
    double rest = a % b;
    return rest != 0 && rest < 0 != b < 0 ? rest + b : rest;
  }

  static int floorMod(int a, int b) {
    return b == 0 ? a : Math.floorMod(a, b);
  }

  static long floorMod(long a, long b) {
    return b == 0 ? a : Math.floorMod(a, b);
  }

  static int floorDiv(int a, int b) {
    return b == 0 ? 0 : Math.floorDiv(a, b);
  }

  static long floorDiv(long a, long b) {
    return b == 0 ? 0 : Math.floorDiv(a, b);
  }

  static float pow(float a, float b) {
    return (float) StrictMath.pow(a, b);
  }

  static double pow(double a, double b) {
    return StrictMath.pow(a, b);
  }

  static int pow(int a, int b) {
    return (int) Binary.POW.at((long) a, (long) b);
  }

  static long pow(long a, long b) {
    return Binary.POW.at(a, b);
  }

  static float sin(float x) {
    return (float) StrictMath.sin(x);
  }

  static float cos(float x) {
    return (float) StrictMath.cos(x);
  }

  static double exp(double x) {
    return StrictMath.exp(x);
  }

  static double expm1(double x) {
    return StrictMath.expm1(x);
  }

  static double log(double x) {
    return StrictMath.log(x);
  }

  static double log1p(double x) {
    return StrictMath.log1p(x);
  }

  static double sin(double x) {
    return StrictMath.sin(x);
  }

  static double cos(double x) {
    return StrictMath.cos(x);
  }

  static double tanh(double x) {
    return StrictMath.tanh(x);
  }

  static double erf(double x) {
    return Erf.erf(x);
  }
}
