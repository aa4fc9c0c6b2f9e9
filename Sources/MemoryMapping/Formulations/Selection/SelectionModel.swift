import Modeling
import OptCore

/// The model of `SelectionFormulation` with its columns.
///
/// Times are in units of `timeUnit` picoseconds and space in units of `spaceUnit` cells: engines compute with numbers near 1.
package struct SelectionModel: BuiltMemoryFormulation {
  package let instance: MappingInstance
  package let room: FastMemoryRoom
  package internal(set) var model: Model
  /// Picoseconds of 1 in the objective.
  let timeUnit: Double
  /// Cells of 1 in the rows of space.
  let spaceUnit: Int
  var singles: [SelectedSingle] = []
  var groups: [SelectedGroup] = []
  /// By instruction.
  var durations: [Variable] = []
  /// By instruction, while building: memory time from slow and fast memory, copies, and occupied space.
  var loads: [SelectionLoad]
  var objective = LinearExpression()

  /// Builds it.
  ///
  /// - Complexity: O(N * reads) columns and terms.
  package init(_ instance: MappingInstance) {
    self.instance = instance
    room = FastMemoryRoom(instance)
    model = Model("selection-\(instance.name)")
    let count = instance.instructions.count
    let base = MappingCost.base(of: instance)
    timeUnit = max(1, Double(base) / Double(max(1, count)) / 16)
    var unit = 0
    for tensor in room.singles { unit = greatestCommonDivisor(unit, room.cells[tensor]) }
    for group in room.groups {
      unit = greatestCommonDivisor(unit, room.cells[instance.groups[group][0]])
    }
    spaceUnit = max(1, unit)
    loads = (0..<count).map { _ in SelectionLoad() }
    for time in 0..<count {
      durations.append(
        model.variable(
          .continuous, lower: scaled(instance.instructions[time].compute), name: "D", time))
      objective += durations[time]
      loads[time].slow.constant = scaled(room.slowOnly[time])
    }
    for tensor in room.singles { addSingle(tensor) }
    for group in room.groups { addGroup(group) }
    addPreloadLimit()
    addTimeRows()
    addSpaceRows()
    model.minimize(objective)
    loads = []
    objective = LinearExpression()
  }

  /// About how many columns the model has.
  static func size(of instance: MappingInstance) -> Int {
    let count = instance.instructions.count
    var size = 0
    for tensor in instance.tensors {
      for read in tensor.reads {
        size += 2 * (read.instruction - max(0, tensor.definition)) + 4
      }
      size += count - max(0, tensor.definition)
    }
    return size
  }

  /// Picoseconds in units of the model.
  func scaled(_ time: Int) -> Double { Double(time) / timeUnit }

  private mutating func addPreloadLimit() {
    var sum = LinearExpression()
    for single in singles {
      if let preload = single.preload {
        sum.add(
          Double(instance.tensors[single.tensor].size) / Double(max(1, instance.preloadLimit)),
          preload)
      }
    }
    if !sum.columns.isEmpty { model.require(sum <= 1.0, "preload") }
  }

  private mutating func addTimeRows() {
    for (time, load) in loads.enumerated() {
      model.require(durations[time] >= load.slow + load.fast, "memory", time)
      if !load.copies.columns.isEmpty {
        model.require(load.copies + load.slow <= durations[time], "port", time)
      }
    }
  }

  /// A knapsack, and what follows from it, for each instruction at which not everything fits.
  private mutating func addSpaceRows() {
    for (time, load) in loads.enumerated() {
      for (place, row) in room.rows.enumerated() {
        let limit = place == 0 ? room.free[time] : row.limit
        let greatest = load.space.reduce(0) { $0 + row.weights[$1.sizeClass] * $1.amount }
        guard greatest > limit else { continue }
        let unit = place == 0 ? spaceUnit : 1
        var sum = LinearExpression()
        for part in load.space where row.weights[part.sizeClass] > 0 {
          sum.add(Double(row.weights[part.sizeClass] * part.amount / unit), part.isThere)
        }
        model.require(sum <= Double(max(0, limit / unit)), "space", time, place)
      }
    }
  }

  /// Whatever the engine's tolerances, its bound is right to a ten-millionth of the time with slow memory only.
  private var slack: Double { 0.01 + 1e-7 * Double(MappingCost.base(of: instance)) }

  /// The time that can be saved at most, given that the least objective is not below a bound.
  package func bound(from modelBound: Double) -> Int? {
    let base = MappingCost.base(of: instance)
    let least = modelBound * timeUnit - slack
    guard least < 0x1p61 else { return 0 }
    return least > 0 ? max(0, base - Int(least.rounded(.up))) : base
  }

}

/// What happens at one instruction, while a model is built.
struct SelectionLoad {
  var slow = LinearExpression()
  var fast = LinearExpression()
  var copies = LinearExpression()
  /// Tensors and groups that may be there, by size class.
  var space: [(sizeClass: Int, amount: Int, isThere: LinearExpression)] = []
}

extension LinearExpression {
  /// One column.
  init(_ variable: Variable) {
    self.init()
    add(1, variable)
  }
}
