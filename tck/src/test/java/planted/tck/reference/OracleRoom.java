package planted.tck.reference;

import planted.graph.GraphRoom;
import planted.op.Erf;
import planted.op.Unary;
import planted.random.Philox;
import planted.rules.RulesRoom;
import planted.runtime.RuntimeRoom;
import planted.spi.Reference;
import planted.type.Rounding;

/// An oracle that asks those it is to judge.
public final class OracleRoom {
  RulesRoom rules;
  GraphRoom graph;
  RuntimeRoom runtime;
  Reference reference;
  Erf erf;
  Philox philox;
  Rounding rounding;

  double at(Unary op, double x) {
    return op.at(x);
  }
}
