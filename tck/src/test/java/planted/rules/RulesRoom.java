package planted.rules;

import planted.FacadeRoom;
import planted.backend.cpu.CpuRoom;
import planted.graph.GraphRoom;
import planted.models.ModelsRoom;
import planted.runtime.RuntimeRoom;
import planted.spi.SpiRoom;
import planted.tck.KitRoom;

/// A floor that imports every floor above it, and the interface backends implement.
public final class RulesRoom {
  SpiRoom spi;
  GraphRoom graph;
  RuntimeRoom runtime;
  FacadeRoom facade;
  CpuRoom cpu;
  ModelsRoom models;
  KitRoom tck;
}
