import Modeling

/// The columns of a tensor outside alias groups; see `SelectionFormulation`.
struct SelectedSingle {
  let tensor: Int
  /// By access (the write first): inside the stay that the write began.
  var defined: [Variable] = []
  /// By access: a copy is ready for it; nil for a write.
  var copied: [Variable?] = []
  /// By access: held from the access before by a stay that a copy began; nil where there is none.
  var held: [Variable?] = []
  /// By access: the times at which its copy holds space, from `firstCopyTime` on, up to the access.
  var windows: [[Variable]] = []
  /// The first time at which a copy in may hold space.
  var firstCopyTime = 0
  /// By time: the first stay goes on for the copy back only.
  var extensions: [Int: Variable] = [:]
  /// There from the start.
  var preload: Variable?
}

extension SelectionModel {
  /// Adds a tensor's columns and rows.
  mutating func addSingle(_ index: Int) {
    let tensor = instance.tensors[index]
    let accesses = tensor.accesses
    var single = SelectedSingle(tensor: index)
    single.firstCopyTime = tensor.definition + 1
    let count = instance.instructions.count
    // By time since the definition: what holds space.
    let begin = max(0, tensor.definition)
    var space = [LinearExpression](repeating: LinearExpression(), count: count - begin)
    if tensor.isParameter, tensor.size <= instance.preloadLimit {
      let preload = model.variable(.integer, lower: 0, upper: 1, name: "p", index)
      single.preload = preload
      for time in begin..<count { space[time - begin] += preload }
    }
    for (place, access) in accesses.enumerated() {
      addAccess(place, access, &single, &space)
      let isFast = isFast(place, single)
      let load = access.instruction
      loads[load].slow += scaled(access.slow) * (1 - isFast)
      loads[load].fast += scaled(room.fastTime(access)) * isFast
      space[load - begin] += isFast
      if let preload = single.preload { space[load - begin] -= preload }
    }
    if !tensor.isParameter { addCopyBack(&single, &space) }
    for time in begin..<count where !space[time - begin].columns.isEmpty {
      addSpace(space[time - begin], at: time, as: index, index)
    }
    singles.append(single)
  }

  /// Space that one tensor or group holds at a time, in numbers 0 or 1.
  mutating func addSpace(_ space: LinearExpression, at time: Int, as tensor: Int, _ index: Int) {
    let isClosed = room.cells[tensor] > room.free[time]
    if isClosed || space.columns.count > 1 {
      model.require(space <= (isClosed ? 0.0 : 1.0), "state", index, time)
    }
    guard !isClosed else { return }
    loads[time].space.append((room.sizeClass[tensor], room.amount(of: tensor), space))
  }

  private func isFast(_ place: Int, _ single: SelectedSingle) -> LinearExpression {
    var sum = LinearExpression()
    if single.defined.indices ~= place { sum += single.defined[place] }
    if let copied = single.copied[place] { sum += copied }
    if let held = single.held[place] { sum += held }
    if let preload = single.preload { sum += preload }
    return sum
  }

  private mutating func addAccess(
    _ place: Int, _ access: Tensor.Access, _ single: inout SelectedSingle,
    _ space: inout [LinearExpression]
  ) {
    let index = single.tensor
    let tensor = instance.tensors[index]
    let begin = max(0, tensor.definition)
    let previous = place > 0 ? tensor.accesses[place - 1].instruction : -1
    if !tensor.isParameter {
      let column = model.variable(.integer, lower: 0, upper: 1, name: "d", index, place)
      if place > 0 {
        model.require(column <= single.defined[place - 1], "stays", index, place)
        for time in previous + 1..<access.instruction { space[time - begin] += column }
      }
      single.defined.append(column)
    }
    guard tensor.isParameter || place > 0 else {
      single.copied.append(nil)
      single.held.append(nil)
      single.windows.append([])
      return
    }
    let copied = model.variable(.integer, lower: 0, upper: 1, name: "g", index, place)
    if place > 0, let before = single.copied[place - 1] {
      let held = model.variable(.integer, lower: 0, upper: 1, name: "c", index, place)
      var origin = LinearExpression()
      origin += before
      if let longer = single.held[place - 1] { origin += longer }
      model.require(held <= origin, "held", index, place)
      for time in previous + 1..<access.instruction { space[time - begin] += held }
      single.held.append(held)
    } else {
      single.held.append(nil)
    }
    single.copied.append(copied)
    let volumes = addWindow(
      single.firstCopyTime..<access.instruction, copyTime: tensor.copyTime, of: copied, index,
      place)
    for (offset, column) in volumes.enumerated() {
      space[single.firstCopyTime + offset - begin] += column
    }
    single.windows.append(volumes)
  }

  /// A copy in that holds space from some time on until the end of a range.
  ///
  /// - Returns: by time of the range, whether it holds space.
  mutating func addWindow(
    _ times: Range<Int>, copyTime: Int, of copied: Variable, _ index: Int, _ place: Int
  ) -> [Variable] {
    guard copyTime > 0 else { return [] }
    var columns: [Variable] = []
    var done = LinearExpression()
    for time in times {
      let column = model.variable(.integer, lower: 0, upper: 1, name: "z", index, place, time)
      if let last = columns.last { model.require(last <= column, "window", index, place, time) }
      columns.append(column)
      done += addVolume(copyTime, at: time, while: LinearExpression(column), index, place)
    }
    if let last = columns.last { model.require(last <= copied, "window", index, place) }
    addWait(scaled(copyTime) * copied, done, index, place)
    return columns
  }

  /// Time of a copy done at an instruction, as far as its port may be idle.
  mutating func addVolume(
    _ copyTime: Int, at time: Int, while open: LinearExpression, _ index: Int, _ place: Int
  ) -> LinearExpression {
    let most = scaled(min(copyTime, room.idleLimit[time]))
    guard most > 0 else { return LinearExpression() }
    let column = model.variable(
      .continuous, lower: 0, upper: most, name: "y", index, place, time)
    model.require(column <= most * open, "copy", index, place, time)
    loads[time].copies += column
    return LinearExpression(column)
  }

  /// What is not done of a copy waits.
  mutating func addWait(
    _ volume: LinearExpression, _ done: LinearExpression, _ index: Int, _ place: Int
  ) {
    let wait = model.variable(.continuous, name: "u", index, place)
    model.require(done + wait >= volume, "volume", index, place)
    objective += wait
  }
}
