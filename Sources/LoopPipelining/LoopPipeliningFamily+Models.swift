import Modeling
import OptCore

extension LoopPipeliningFamily {
  /// Files that hold the model of a formulation at one initiation interval.
  var modelFormats: [FileFormat] {
    [
      FileFormat("lp", "the model of one initiation interval (-P interval=N) as CPLEX LP"),
      FileFormat("mps", "the model of one initiation interval as free MPS"),
      FileFormat("fzn", "the model of formulation turns at one initiation interval as FlatZinc"),
    ]
  }

  /// The model of a formulation at one initiation interval as LP, MPS or FlatZinc text; its objective is the length.
  ///
  /// - Parameters:
  ///   - fileExtension: `lp`, `mps` or `fzn`.
  ///   - formulation: nil = structured, or turns for FlatZinc.
  ///   - parameters: settings of the method `mip`; without `interval` the least one that bounds leave is taken.
  /// - Throws: `SolveError` when the formulation does not fit the instance, the format has no form for its model, or bounds
  ///   leave nothing.
  func modelText(
    of instance: LoopInstance, as fileExtension: String, formulation: String?,
    parameters: ParameterValues
  ) throws(SolveError) -> [UInt8] {
    let chosen = formulation ?? (fileExtension == "fzn" ? TurnFormulation().description.id : nil)
    let asked = parameters.integer("interval")
    var interval = asked ?? MinimumInterval(instance).interval
    var built: LoopIntervalModel?
    while built == nil {
      built = try LoopIntervalModel(
        instance, interval: interval, formulation: chosen, parameters: parameters)
      if built != nil { break }
      guard asked == nil, interval < instance.serialInterval else {
        throw .badRequest(
          "there is no model at initiation interval \(interval): dependences and resources leave"
            + " no schedule; give another one with -P interval=N")
      }
      interval += 1
    }
    guard let built else { return [] }
    var model = built.model
    // FlatZinc has whole numbers only; what is continuous is whole wherever the others are.
    if fileExtension == "fzn" { model.makeWhole() }
    return try model.file(as: fileExtension, of: built.formulation)
  }
}
