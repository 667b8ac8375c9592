package planted.backend.cpu;

import planted.FacadeRoom;
import planted.backend.blas.BlasRoom;
import planted.backend.opencl.OpenClRoom;
import planted.graph.GraphRoom;
import planted.models.ModelsRoom;
import planted.rules.RulesRoom;
import planted.runtime.RuntimeRoom;
import planted.tck.KitRoom;
import planted.tensor.TensorRoom;

/// A backend that knows what no backend should, and two other backends.
public final class CpuRoom {
  FacadeRoom facade;
  TensorRoom tensor;
  RulesRoom rules;
  GraphRoom graph;
  RuntimeRoom runtime;
  ModelsRoom models;
  KitRoom tck;
  OpenClRoom opencl;
  BlasRoom blas;
}
