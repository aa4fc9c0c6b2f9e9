import Modeling
import OptCore

/// `selection`: which accesses are fast and when tensors hold space, with a knapsack at each instruction.
struct SelectionFormulation: MemoryFormulation {
  var description: FormulationDescription {
    FormulationDescription(
      "s1", "selection", "which accesses of a program are fast; a knapsack at each instruction")
  }

  func obstacle(on instance: MemoryInstance) -> String? {
    instance.mapping == nil ? "selection maps the tensors of a program; this is one memory" : nil
  }

  func build(
    for instance: MemoryInstance, incumbent: MemorySolution?, parameters: ParameterValues
  ) throws(SolveError) -> (any BuiltMemoryFormulation)? {
    nil
  }
}
