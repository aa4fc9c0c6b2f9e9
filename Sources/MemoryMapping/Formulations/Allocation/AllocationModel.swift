import Modeling
import OptCore

/// What the models of static allocation have in common: offsets as expressions, and perhaps the height.
struct AllocationModel: BuiltMemoryFormulation {
  let units: AllocationUnits
  var model: Model
  /// By buffer: the offset in units.
  var offsets: [LinearExpression] = []
  /// The height, in units; nil where something that fits is wanted.
  private(set) var height: Variable?
  /// Sets the further columns of a point from offsets in units.
  var fill: @Sendable ([Int], inout [Double]) -> Void = { _, _ in }

  /// A model with a height that is minimised, or without an objective where the goal is to fit.
  init(_ units: AllocationUnits, named name: String) {
    self.units = units
    model = Model(name)
    guard units.instance.limit == nil else { return }
    let height = model.variable(
      .integer, lower: Double(units.lower), upper: Double(units.upper), name: "height")
    model.minimize(height)
    self.height = height
  }

  /// Heights are whole.
  var objectiveStep: Double? { height == nil ? nil : 1 }
  /// With all orders fixed the least offsets are whole.
  var wholeIsEnough: Bool { true }

  /// The bound of the height, rounded up to whole units.
  func bound(from modelBound: Double) -> Int? {
    guard height != nil else { return nil }
    return Int((modelBound - 1e-5).rounded(.up)) * units.unit
  }

  /// The allocation of a point.
  func decode(_ point: [Double]) -> MemorySolution? {
    units.allocation(near: offsets.map { $0.value(at: point) })
  }

  /// The point of an allocation, buffers dropped as far as they go.
  func encode(_ solution: MemorySolution) -> [Double]? {
    guard let settled = units.settled(solution) else { return nil }
    var point = [Double](repeating: .nan, count: model.columnCount)
    if let height {
      point[height.index] = Double(zip(settled, units.sizes).map { $0 + $1 }.max() ?? 0)
    }
    fill(settled, &point)
    return point
  }
}
