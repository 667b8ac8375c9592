/// Double-double arithmetic: a real number as the exact sum of two doubles, of which the first is
/// the sum rounded. That is 106 binary digits, 32 decimal ones, at the exponents of doubles.
///
/// [DoubleDouble] has the operations of IEEE arithmetic, and the other classes one family of
/// functions each, within `1e-28` of the exact value relatively. Where the low part would be a
/// subnormal number (results below `2⁻⁹⁶⁸`), the error is a few units of `2⁻¹⁰⁷⁴` instead. Special
/// values are those of `java.lang.Math`: the high part is what it gives, the low part 0.
///
/// Sources: Dekker, *A floating-point technique for extending the available precision*, 1971;
/// Knuth, *The Art of Computer Programming 2*, 4.2.2; Hida, Li and Bailey, *Algorithms for
/// quad-double precision floating point arithmetic*, 2001; Joldes, Muller and Popescu, *Tight and
/// rigorous error bounds for basic building blocks of double-word arithmetic*, 2017.
@NullMarked
package jacobi.tck.arithmetic;

import org.jspecify.annotations.NullMarked;
