extension MappingUnits.Unit {
  /// The stays of the members of an alias group that is in fast memory during `[lower, upper)`.
  ///
  /// A copied first member is ready when it is first needed; copies to slow memory last until the next member overwrites, or until the end.
  func groupStays(
    lower: Int, upper: Int, offset: Int, _ instance: MappingInstance
  ) -> [Mapping.Residency] {
    var stays: [Mapping.Residency] = []
    for (place, tensor) in tensors.enumerated() {
      let member = instance.tensors[tensor]
      let isLast = place == tensors.count - 1
      let next = isLast ? 0 : instance.tensors[tensors[place + 1]].definition
      var stay = Mapping.Residency(
        tensor: tensor, lower: member.isParameter ? lower : member.definition,
        upper: isLast ? upper : max(member.lastUse + 1, next), offset: offset,
        entry: member.isParameter ? .copy(ready: need) : .define)
      if member.isParameter, member.reads.isEmpty { stay.upper = next + 1 }
      if member.isOutput, !member.isParameter {
        stay.copyOut = Mapping.CopyWindow(member.definition + 1, isLast ? upper : next)
      }
      stays.append(stay)
    }
    return stays
  }
}
