package planted.type;

import planted.FacadeRoom;
import planted.backend.cpu.CpuRoom;
import planted.graph.GraphRoom;
import planted.models.ModelsRoom;
import planted.op.OpRoom;
import planted.random.RandomRoom;
import planted.rules.RulesRoom;
import planted.runtime.RuntimeRoom;
import planted.spi.SpiRoom;
import planted.tck.KitRoom;
import planted.tensor.TensorRoom;

/// A floor that imports every floor above it, and everything that is built upon the floors.
public final class TypeRoom {
  RandomRoom random;
  OpRoom op;
  SpiRoom spi;
  TensorRoom tensor;
  RulesRoom rules;
  GraphRoom graph;
  RuntimeRoom runtime;
  FacadeRoom facade;
  CpuRoom cpu;
  ModelsRoom models;
  KitRoom tck;
}
