package jacobi.backend.blas;

import jacobi.backend.blas.convolution.Convolutions;
import jacobi.backend.blas.foreign.Cblas;
import jacobi.backend.blas.foreign.Dnnl;
import jacobi.backend.blas.foreign.OneDnn;
import jacobi.backend.blas.library.Attempt;
import jacobi.backend.blas.library.Search;
import jacobi.backend.blas.product.Measured;
import jacobi.backend.blas.product.Products;
import jacobi.backend.blas.product.Route;
import jacobi.backend.cpu.CpuDriver;
import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.parallel.Workers;
import org.jspecify.annotations.Nullable;

/// The libraries that were found, and what each is there for.
///
/// @param search how they were found; at least one was
/// @param settings what the user wants
record Libraries(Search search, Settings settings) {

  private Measured measured(Attempt.Found found) {
    return new Measured(found.facts(), javaBits(), settings.always());
  }

  private static int javaBits() {
    return Gemm.vectorApi() ? Gemm.vectorBits() : 0;
  }

  /// Whether one of them is faster here than Java.
  boolean areFaster() {
    return search.oneDnn().map(this::measured).filter(Measured::isFaster).isPresent()
        || search.cblas().map(this::measured).filter(Measured::isFaster).isPresent();
  }

  /// Their names.
  String names() {
    return String.join(
        " and ",
        java.util.stream.Stream.concat(search.oneDnn().stream(), search.cblas().stream())
            .map(found -> found.facts().toString())
            .toList());
  }

  /// Products by them: F32 by oneDNN if there is one.
  Products products(CpuDriver java, Workers workers) {
    Attempt.Found dnnl = search.oneDnn().orElse(null);
    Attempt.Found blas = search.cblas().orElse(null);
    Route single = null;
    Route wide = null;
    Route bfloat16 = null;
    if (blas != null) {
      var functions = new Cblas(blas.library());
      single = route(blas, functions::sgemm);
      wide = route(blas, functions::dgemm);
    }
    if (dnnl != null) {
      var functions = new OneDnn(dnnl.library());
      single = route(dnnl, functions::sgemm);
      bfloat16 = functions.hasBfloat16() ? route(dnnl, functions::bfloat16) : null;
    }
    return new Products(single, wide, bfloat16, workers, java);
  }

  /// Convolutions by oneDNN, or null if there is none.
  @Nullable Convolutions convolutions(Workers workers) {
    Attempt.Found dnnl = search.oneDnn().orElse(null);
    if (dnnl == null) {
      return null;
    }
    var functions = new Dnnl(dnnl.library(), new OneDnn(dnnl.library()));
    return new Convolutions(
        functions,
        new jacobi.backend.blas.convolution.Measured(dnnl.facts(), javaBits(), settings.always()),
        workers);
  }

  private Route route(
      Attempt.Found found, java.util.function.Consumer<jacobi.backend.blas.foreign.Gemm> routine) {
    return new Route(measured(found), routine, settings.operations(found.facts().vectorBits()));
  }
}
