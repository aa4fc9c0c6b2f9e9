import Modeling
import OptCore

extension MemoryMappingFamily {
  /// Files that hold the model of a formulation.
  var modelFormats: [FileFormat] {
    [
      FileFormat("lp", "the model of a formulation as CPLEX LP"),
      FileFormat("mps", "the model of a formulation as free MPS"),
      FileFormat("fzn", "the model of formulation packing as FlatZinc"),
    ]
  }

  /// The model of a formulation as LP, MPS or FlatZinc text.
  ///
  /// - Parameters:
  ///   - fileExtension: one of `modelFormats`.
  ///   - formulation: nil = the first that fits the instance, or packing for FlatZinc.
  ///   - parameters: settings of the method `mip`.
  /// - Throws: `SolveError` when the formulation does not fit the instance, or the format has no form for its model.
  func modelText(
    of instance: MemoryInstance, as fileExtension: String, formulation: String?,
    parameters: ParameterValues
  ) throws(SolveError) -> [UInt8] {
    let packing = PackingFormulation()
    let isPacking =
      formulation.map { [packing.description.id, packing.description.longName].contains($0) }
      ?? (fileExtension == "fzn")
    let chosen: any MemoryFormulation =
      isPacking ? packing : try MIPMethod.formulation(formulation, for: instance)
    if let obstacle = chosen.obstacle(on: instance) {
      throw .unsupported(method: "mip", reason: obstacle)
    }
    guard
      let built = try chosen.build(for: instance, incumbent: nil, parameters: parameters)
    else {
      throw .badRequest("there is no model: the instance plainly has no solution")
    }
    return try built.model.file(as: fileExtension, of: chosen.description.id)
  }
}
