import Modeling
import OptCore

extension SingleMachineFamily {
  /// The model of a formulation as LP or MPS text.
  ///
  /// - Parameters:
  ///   - fileExtension: `lp` or `mps`.
  ///   - formulation: nil = the default of the method `mip`.
  ///   - parameters: settings of the method `mip`; `fixings=false` and `cuts=false` give the plain formulation.
  /// - Throws: `SolveError` when the formulation does not fit the instance.
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
    do {
      return Array((fileExtension == "lp" ? try model.lpText() : try model.mpsText()).utf8)
    } catch {
      throw .internalError("the model of \(chosen.description.id) is faulty: \(error)")
    }
  }
}
