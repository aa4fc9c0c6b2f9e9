internal import EngineShims
import Modeling
import OptCore

/// The memory that the C side fills, and its translation.
final class ShimAnswer {
  private var shim = shim_result()
  private let form: LinearForm
  private var values: [Double]
  private var rowDuals: [Double]
  private var reducedCosts: [Double]

  init(_ form: LinearForm, withDuals: Bool) {
    self.form = form
    let model = form.linear
    values = [Double](repeating: 0, count: model.columnCount)
    let hasDuals = withDuals && !model.columnKinds.contains(.integer)
    rowDuals = [Double](repeating: 0, count: hasDuals ? model.rowCount : 0)
    reducedCosts = [Double](repeating: 0, count: hasDuals ? model.columnCount : 0)
  }

  /// Calls `body` with the result to fill.
  func fill(_ body: (UnsafeMutablePointer<shim_result>) -> Void) {
    values.withUnsafeMutableBufferPointer { values in
      rowDuals.withUnsafeMutableBufferPointer { rowDuals in
        reducedCosts.withUnsafeMutableBufferPointer { reducedCosts in
          shim.values = values.baseAddress
          shim.row_duals = rowDuals.isEmpty ? nil : rowDuals.baseAddress
          shim.reduced_costs = reducedCosts.isEmpty ? nil : reducedCosts.baseAddress
          body(&shim)
        }
      }
    }
  }

  /// The answer in our words and the caller's columns; a point that does not satisfy the caller's model is never part
  /// of it.
  func result(time: Double) throws(EngineError) -> ModelResult {
    let message = words
    let status = shim_status(rawValue: UInt32(shim.status))
    guard status != SHIM_ERROR else {
      throw .failed(message.isEmpty ? "the engine reported an error" : message)
    }
    var result = ModelResult(
      termination: termination(status), start: startOutcome, engineStatus: message,
      nodes: Int(shim.nodes), time: time,
      statistics: [EngineStatistic("iterations", Int(shim.iterations))])
    if shim.has_incumbent != 0 {
      if let point = form.accepted(values) {
        result.point = point
        result.objective = form.original.objectiveValue(at: point)
      } else {
        result.termination = .numericalTrouble
      }
    }
    if shim.has_bound != 0 { result.bound = shim.bound }
    if shim.has_duals != 0, result.termination == .optimal {
      result.rowDuals = Array(rowDuals.prefix(form.original.rowCount))
    }
    return result
  }

  private var words: String {
    withUnsafeBytes(of: shim.message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }

  private func termination(_ status: shim_status) -> EngineTermination {
    switch status {
    case SHIM_OPTIMAL: .optimal
    case SHIM_INFEASIBLE: .infeasible
    case SHIM_UNBOUNDED: .unbounded
    case SHIM_CUTOFF: .cutoff
    case SHIM_GAP: .gap
    case SHIM_TARGET: .target
    case SHIM_TIME: .timeLimit
    case SHIM_NODES: .nodeLimit
    case SHIM_STOPPED: .interrupted
    default: .numericalTrouble
    }
  }

  private var startOutcome: StartOutcome {
    switch shim_start_status(rawValue: UInt32(shim.start_status)) {
    case SHIM_START_ACCEPTED: .accepted
    case SHIM_START_REJECTED: .rejected(reason: "no feasible point follows from it")
    default: .notGiven
    }
  }
}
