/// An upper bound on the time that a mapping saves: a fast memory without limit, and copies that cost nothing.
package enum InfiniteMemoryBound {
  /// The time that is saved when fast memory serves every access: no instruction is faster under any mapping.
  ///
  /// - Complexity: O(accesses + N).
  package static func saving(of instance: MappingInstance) -> Int {
    var fast = [Int](repeating: 0, count: instance.instructions.count)
    for tensor in instance.tensors {
      for access in tensor.accesses { fast[access.instruction] += access.fast }
    }
    let least = zip(instance.instructions, fast).reduce(0) { $0 + max($1.0.compute, $1.1) }
    return MappingCost.base(of: instance) - least
  }
}
