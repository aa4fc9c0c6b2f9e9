import Modeling
import OptCore

extension FlexibleJobShopFamily {
  /// Files that hold the model of a formulation.
  var modelFormats: [FileFormat] {
    [
      FileFormat("lp", "the model of a formulation as CPLEX LP"),
      FileFormat("mps", "the model of a formulation as free MPS"),
      FileFormat("fzn", "the model of formulation cp as FlatZinc"),
    ]
  }

  /// The model of a formulation as LP, MPS or FlatZinc text.
  ///
  /// Starts are limited by the objective of a quick schedule, which the model holds; so at least one optimal schedule is left.
  ///
  /// - Parameters:
  ///   - fileExtension: `lp`, `mps` or `fzn`.
  ///   - formulation: nil = manne, or cp for FlatZinc.
  ///   - parameters: settings of the method `mip`.
  /// - Throws: `SolveError` when the formulation does not fit the instance, or the format has no form for its model.
  func modelText(
    of instance: FlexibleJobShopInstance, as fileExtension: String, formulation: String?,
    parameters: ParameterValues
  ) throws(SolveError) -> [UInt8] {
    let chosen = try MIPMethod.formulation(
      formulation ?? (fileExtension == "fzn" ? "cp" : nil), parameters)
    var task = ShopTask(instance)
    if let plan = task.quickPlan() { task.limit = task.objective(of: plan) }
    if let obstacle = chosen.obstacle(on: task) ?? task.obstacleOfNumbers {
      throw .unsupported(method: "mip", reason: obstacle)
    }
    guard let model = chosen.build(task)?.model else {
      throw .internalError("the quick schedule is outside its own limit")
    }
    return try model.file(as: fileExtension, of: chosen.description.id)
  }
}
