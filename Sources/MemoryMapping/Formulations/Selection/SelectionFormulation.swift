import Modeling
import OptCore

/// `selection`: which accesses are served by fast memory and when tensors hold space in it, with a knapsack at each instruction; offsets
/// are left to a packing of what was selected.
///
/// Each tensor walks through the program in one of the states slow, copied in, held; these walks are paths in an acyclic graph and the
/// columns are their arcs, so a tensor by itself has whole corners. For the accesses i = 0...m of a tensor at times T_i:
///
///     d_i      access i is inside the stay that began with the write (d_i <= d_{i-1})
///     g_i, c_i a stay begins with a copy that is ready for access i; it is held from access i - 1 (c_i <= g_{i-1} + c_{i-1})
///     z_{i,t}  the copy for access i holds space at t < T_i (z_{i,t} <= z_{i,t+1} <= g_i)
///     r_t      the stay of the write is longer than its accesses, for the copy back (r_t <= r_{t-1}, at first <= d_i - d_{i+1})
///     p        a parameter is there from before the program
///     y, w, u  time of the copies in and back done at t; what is left waits
///
/// Space at t is p + d + c + r + Σ_i z_{i,t} <= 1 for each tensor, and Σ cells * space <= free cells at each t. Time at t is
/// D_t >= compute, D_t >= S_t + F_t, Σ (y + w) <= D_t - S_t. An alias group is one 0/1 choice with a copy in before and copies back.
/// Minimised is Σ D_t + Σ u. Windows may be as long as they like, so nothing is lost: the least value is a lower bound on the time of
/// every mapping, and it is that of the best mapping where the selection can be packed.
package struct SelectionFormulation: MemoryFormulation {
  /// Most columns.
  package static let largestSize = 500_000

  package init() {}

  /// What it is.
  package var description: FormulationDescription {
    FormulationDescription(
      "s1", "selection",
      "which accesses of a program are fast, with a knapsack at each instruction; then a packing")
  }

  /// It is for programs; the number of columns is limited.
  package func obstacle(on instance: MemoryInstance) -> String? {
    guard let mapping = instance.mapping else {
      return "formulation selection is for the mapping of programs, this is a static allocation"
    }
    let size = SelectionModel.size(of: mapping)
    return size <= Self.largestSize
      ? nil
      : "formulation selection would have about \(size) columns, at most \(Self.largestSize) allowed"
  }

  /// The model; never nil: all slow is always a mapping.
  package func build(
    for instance: MemoryInstance, incumbent: MemorySolution?, parameters: ParameterValues
  ) throws(SolveError) -> (any BuiltMemoryFormulation)? {
    guard let mapping = instance.mapping else { return nil }
    return SelectionModel(mapping)
  }
}
