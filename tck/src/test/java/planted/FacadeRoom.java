package planted;

import planted.backend.cpu.CpuRoom;
import planted.models.ModelsRoom;
import planted.tck.KitRoom;

/// A floor that imports every floor above it, and everything that is built upon the floors.
public final class FacadeRoom {
  CpuRoom cpu;
  ModelsRoom models;
  KitRoom tck;
}
