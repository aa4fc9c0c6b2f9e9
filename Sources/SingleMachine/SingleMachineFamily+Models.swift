import Modeling
import OptCore

extension SingleMachineFamily {
  /// The model of a formulation as LP, MPS or FlatZinc text.
  ///
  /// - Parameters:
  ///   - fileExtension: `lp`, `mps` or `fzn`.
  ///   - formulation: nil = the default of the method `mip`.
  ///   - parameters: settings of the method `mip`; `fixings=false` and `cuts=false` give the plain formulation.
  /// - Throws: `SolveError` when the formulation does not fit the instance, or FlatZinc has no form for its model.
  func modelText(
    of instance: SingleMachineInstance, as fileExtension: String, formulation: String?,
    parameters: ParameterValues
  ) throws(SolveError) -> [UInt8] {
    let chosen = try MIPMethod.formulation(formulation, for: instance)
    let settings = MIPParameters(parameters)
    let block = JobBlock(instance)
    let wanted =
      settings.usesFixings
      ? WantedSequences(tightening: block) : WantedSequences(everyOrderOf: block)
    if let obstacle = chosen.obstacle(on: wanted) {
      throw .unsupported(method: "mip", reason: obstacle)
    }
    let model = chosen.build(wanted, settings.formulation).model
    return try model.file(as: fileExtension, of: chosen.description.id)
  }
}
