package planted.graph;

import planted.FacadeRoom;
import planted.backend.cpu.CpuRoom;
import planted.models.ModelsRoom;
import planted.runtime.RuntimeRoom;
import planted.tck.KitRoom;

/// A floor that imports every floor above it, and everything that is built upon the floors.
public final class GraphRoom {
  RuntimeRoom runtime;
  FacadeRoom facade;
  CpuRoom cpu;
  ModelsRoom models;
  KitRoom tck;
}
