package jacobi.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnaryTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  /// −∞, −1.5, −1, −0.5, −0, 0, 0.5, 1, 2.5, ∞
  private static final double[] ARGUMENTS = {-INF, -1.5, -1, -0.5, -0.0, 0, 0.5, 1, 2.5, INF};

  private static Map<Unary, double[]> table() {
    Map<Unary, double[]> table = new EnumMap<>(Unary.class);
    table.put(Unary.NEG, new double[] {INF, 1.5, 1, 0.5, 0, -0.0, -0.5, -1, -2.5, -INF});
    table.put(Unary.ABS, new double[] {INF, 1.5, 1, 0.5, 0, 0, 0.5, 1, 2.5, INF});
    table.put(Unary.SIGN, new double[] {-1, -1, -1, -1, -0.0, 0, 1, 1, 1, 1});
    table.put(Unary.FLOOR, new double[] {-INF, -2, -1, -1, -0.0, 0, 0, 1, 2, INF});
    table.put(Unary.CEIL, new double[] {-INF, -1, -1, -0.0, -0.0, 0, 1, 1, 3, INF});
    table.put(Unary.ROUND, new double[] {-INF, -2, -1, -0.0, -0.0, 0, 0, 1, 2, INF});
    table.put(
        Unary.EXP,
        new double[] {
          0,
          0.22313016014842982,
          0.36787944117144233,
          0.6065306597126334,
          1,
          1,
          1.6487212707001282,
          2.718281828459045,
          12.182493960703473,
          INF
        });
    table.put(
        Unary.EXPM1,
        new double[] {
          -1,
          -0.7768698398515702,
          -0.6321205588285577,
          -0.3934693402873666,
          -0.0,
          0,
          0.6487212707001282,
          1.718281828459045,
          11.182493960703473,
          INF
        });
    table.put(
        Unary.LOG,
        new double[] {
          NAN, NAN, NAN, NAN, -INF, -INF, -0.6931471805599453, 0, 0.9162907318741551, INF
        });
    table.put(
        Unary.LOG1P,
        new double[] {
          NAN,
          NAN,
          -INF,
          -0.6931471805599453,
          -0.0,
          0,
          0.4054651081081644,
          0.6931471805599453,
          1.252762968495368,
          INF
        });
    table.put(
        Unary.SQRT,
        new double[] {NAN, NAN, NAN, NAN, -0.0, 0, 0.7071067811865476, 1, 1.5811388300841898, INF});
    table.put(
        Unary.SIN,
        new double[] {
          NAN,
          -0.9974949866040544,
          -0.8414709848078965,
          -0.479425538604203,
          -0.0,
          0,
          0.479425538604203,
          0.8414709848078965,
          0.5984721441039565,
          NAN
        });
    table.put(
        Unary.COS,
        new double[] {
          NAN,
          0.0707372016677029,
          0.5403023058681398,
          0.8775825618903728,
          1,
          1,
          0.8775825618903728,
          0.5403023058681398,
          -0.8011436155469337,
          NAN
        });
    table.put(
        Unary.TANH,
        new double[] {
          -1,
          -0.9051482536448664,
          -0.7615941559557649,
          -0.46211715726000973,
          -0.0,
          0,
          0.46211715726000973,
          0.7615941559557649,
          0.9866142981514303,
          1
        });
    table.put(
        Unary.ERF,
        new double[] {
          -1,
          -0.9661051464753108,
          -0.8427007929497149,
          -0.5204998778130465,
          -0.0,
          0,
          0.5204998778130465,
          0.8427007929497149,
          0.9995930479825550,
          1
        });
    return table;
  }

  @Test
  void floatsFollowTheTable() {
    table()
        .forEach((op, expected) -> {
          for (int i = 0; i < ARGUMENTS.length; i++) {
            double found = op.at(ARGUMENTS[i]);
            String what = op + " of " + ARGUMENTS[i];
            boolean special = expected[i] == 0 || !Double.isFinite(expected[i]);
            assertEquals(expected[i], found, special ? 0 : 2 * Math.ulp(expected[i]), what);
            if (special) {
              assertEquals(expected[i], found, what);
            }
          }
          assertEquals(NAN, op.at(NAN), op.name());
        });
  }

  @Test
  void theTableHasEveryMemberThatFloatsHave() {
    assertEquals(Unary.values().length - 1, table().size());
    assertThrows(IllegalArgumentException.class, () -> Unary.NOT.at(1.0));
  }

  @Test
  void smallArgumentsKeepTheirDigits() {
    assertEquals(1e-20, Unary.EXPM1.at(1e-20));
    assertEquals(1e-20, Unary.LOG1P.at(1e-20));
    assertEquals(1e-20, Unary.TANH.at(1e-20));
  }

  @Test
  void integersFollowTheDefinitions() {
    assertEquals(-5, Unary.NEG.at(5L));
    assertEquals(Long.MIN_VALUE, Unary.NEG.at(Long.MIN_VALUE));
    assertEquals(5, Unary.ABS.at(-5L));
    assertEquals(Long.MIN_VALUE, Unary.ABS.at(Long.MIN_VALUE));
    assertEquals(-1, Unary.SIGN.at(-7L));
    assertEquals(0, Unary.SIGN.at(0L));
    assertEquals(-7, Unary.FLOOR.at(-7L));
    assertEquals(7, Unary.CEIL.at(7L));
    assertEquals(7, Unary.ROUND.at(7L));
    assertEquals(~7L, Unary.NOT.at(7L));
    for (Unary op : Unary.values()) {
      if (!op.takesIntegers()) {
        assertThrows(IllegalArgumentException.class, () -> op.at(1L));
      }
    }
  }
}
