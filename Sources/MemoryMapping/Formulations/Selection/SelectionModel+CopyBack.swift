import Modeling

/// Copies back of what was written into fast memory.
extension SelectionModel {
  /// The copy back of a tensor that may begin in fast memory, from the instruction after its write on.
  mutating func addCopyBack(_ single: inout SelectedSingle, _ space: inout [LinearExpression]) {
    let index = single.tensor
    let tensor = instance.tensors[index]
    let accesses = tensor.accesses
    let last = accesses.count - 1
    guard tensor.copyTime > 0, tensor.isOutput || last > 0 else { return }
    var done = LinearExpression()
    for place in 0...last {
      let begin = accesses[place].instruction
      if place > 0 {
        done += addVolume(
          tensor.copyTime, at: begin, while: LinearExpression(single.defined[place]), index, -1)
      }
      let isLast = place == last
      guard !isLast || tensor.isOutput else { continue }
      let end = isLast ? instance.instructions.count : accesses[place + 1].instruction
      var before = LinearExpression(single.defined[place])
      if !isLast { before -= single.defined[place + 1] }
      for time in begin + 1..<max(begin + 1, end) {
        let column = model.variable(.integer, lower: 0, upper: 1, name: "r", index, time)
        model.require(column <= before, "back", index, time)
        before = LinearExpression(column)
        single.extensions[time] = column
        space[time - tensor.definition] += column
        var open = LinearExpression(column)
        if !isLast { open += single.defined[place + 1] }
        done += addVolume(tensor.copyTime, at: time, while: open, index, -1)
      }
    }
    var isNeeded = LinearExpression(single.defined[0])
    if !tensor.isOutput { isNeeded -= single.defined[last] }
    addWait(scaled(tensor.copyTime) * isNeeded, done, index, -1)
  }
}

/// The columns of an alias group.
struct SelectedGroup {
  let group: Int
  /// All accesses are fast, or none is.
  let chosen: Variable
  /// By time before the first access: the copy in holds space.
  var window: [Variable] = []
  /// By time after the last access: copies back hold space.
  var extensions: [Variable] = []
}

extension SelectionModel {
  /// Adds a group's columns and rows.
  ///
  /// A parameter that nothing reads before it is overwritten costs no copy here.
  mutating func addGroup(_ group: Int) {
    let members = instance.groups[group]
    guard let life = instance.life(ofGroup: group) else { return }
    let index = instance.tensors.count + group
    let chosen = model.variable(.integer, lower: 0, upper: 1, name: "x", index)
    var selected = SelectedGroup(group: group, chosen: chosen)
    for member in members {
      for access in instance.tensors[member].accesses {
        loads[access.instruction].slow += scaled(access.slow) * (1 - chosen)
        loads[access.instruction].fast += scaled(room.fastTime(access)) * chosen
      }
    }
    let first = instance.tensors[members[0]]
    if first.isParameter, !first.reads.isEmpty {
      selected.window = addWindow(
        0..<life.lowerBound, copyTime: first.copyTime, of: chosen, index, 0)
    }
    let written = members.filter {
      instance.tensors[$0].isOutput && !instance.tensors[$0].isParameter
        && instance.tensors[$0].copyTime > 0
    }
    if !written.isEmpty {
      var before = chosen
      for time in life.upperBound + 1..<max(life.upperBound + 1, instance.instructions.count) {
        let column = model.variable(.integer, lower: 0, upper: 1, name: "r", index, time)
        model.require(column <= before, "back", index, time)
        before = column
        selected.extensions.append(column)
      }
    }
    for member in written { addCopyBack(ofMember: member, selected, life) }
    for (time, column) in selected.window.enumerated() {
      addSpace(LinearExpression(column), at: time, as: members[0], index)
    }
    for time in life { addSpace(LinearExpression(chosen), at: time, as: members[0], index) }
    for (offset, column) in selected.extensions.enumerated() {
      addSpace(
        LinearExpression(column), at: life.upperBound + 1 + offset, as: members[0], index)
    }
    groups.append(selected)
  }

  private mutating func addCopyBack(
    ofMember member: Int, _ selected: SelectedGroup, _ life: ClosedRange<Int>
  ) {
    let tensor = instance.tensors[member]
    var done = LinearExpression()
    for time in tensor.definition + 1..<max(tensor.definition + 1, instance.instructions.count) {
      let open =
        time <= life.upperBound
        ? selected.chosen : selected.extensions[time - life.upperBound - 1]
      done += addVolume(tensor.copyTime, at: time, while: LinearExpression(open), member, -1)
    }
    addWait(scaled(tensor.copyTime) * selected.chosen, done, member, -1)
  }
}
