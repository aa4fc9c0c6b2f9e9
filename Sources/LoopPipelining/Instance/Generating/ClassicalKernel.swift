/// Kernels that modulo scheduling is tried on in the literature, written down from their textbook recurrences.
///
/// Values of earlier iterations are taken from registers, not loaded again. Livermore loops have no address arithmetic.
///
/// - Source: Oppenheim and Schafer (1989), "Discrete-time signal processing", for filters and the butterfly; Paulin and Knight (1989),
///   "Force-directed scheduling for the behavioral synthesis of ASICs", for the differential equation; McMahon (1986), "The Livermore Fortran
///   kernels: a computer test of the numerical performance range".
enum ClassicalKernel: String, CaseIterable {
  /// y[n] = sum over k of h[k] x[n - k], `size` taps.
  case fir
  /// The same filter with sums in place of delays: s[k][n] = s[k - 1][n - 1] + h[k] x[n].
  case transposedFir = "transposed-fir"
  /// `size` sections w = x - a1 w[n-1] - a2 w[n-2], y = w + b1 w[n-1] + b2 w[n-2], one after the other.
  case biquad
  /// y'' + 3 x y' + 3 y = 0 by Euler's method, with the test of the loop.
  case diffeq
  /// The butterfly of the fast Fourier transform, radix 2, with loads and stores.
  case fft
  /// A column of `size` rows of a matrix times an element of a vector, added to `size` sums.
  case matvec
  /// Livermore 1, hydrodynamics: x = q + y (r z[k + 10] + t z[k + 11]).
  case hydro
  /// Livermore 3, inner product: q = q + z x.
  case product
  /// Livermore 5, tridiagonal elimination: x[i] = z (y - x[i - 1]).
  case tridiagonal
  /// Livermore 7, equation of state.
  case state
  /// Livermore 11, sums of beginnings: x[k] = x[k - 1] + y[k].
  case sums
  /// Livermore 12, differences: x[k] = y[k + 1] - y[k].
  case differences

  /// Taps, sections or rows, unless said otherwise; nil = the kernel has one size only.
  var standardSize: Int? {
    switch self {
    case .fir, .transposedFir: 8
    case .biquad: 2
    case .matvec: 4
    default: nil
    }
  }

  /// The loop on a machine.
  ///
  /// - Throws: `LoopInstance.Invalid` when it is too large.
  func instance(size: Int, on machine: KernelMachine) throws(LoopInstance.Invalid) -> LoopInstance {
    var draft = KernelDraft(machine)
    switch self {
    case .fir: draft.filter(taps: size)
    case .transposedFir: draft.transposedFilter(taps: size)
    case .biquad: draft.sections(size)
    case .diffeq: draft.differentialEquation()
    case .fft: draft.butterfly()
    case .matvec: draft.column(rows: size)
    case .hydro: draft.hydrodynamics()
    case .product: draft.innerProduct()
    case .tridiagonal: draft.tridiagonal()
    case .state: draft.equationOfState()
    case .sums: draft.partialSums()
    case .differences: draft.differences()
    }
    return try draft.instance(name: rawValue + (standardSize == nil ? "" : String(size)))
  }
}
