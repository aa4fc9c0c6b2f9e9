/// A value of a program: written once, or there from the start.
public struct Tensor: Sendable, Hashable {
  /// One access of an instruction, with its memory time from either memory: `fast <= slow`.
  public struct Access: Sendable, Hashable {
    /// The instruction, 0-based.
    public var instruction: Int
    /// Picoseconds when slow memory serves it.
    public var slow: Int
    /// Picoseconds when fast memory serves it.
    public var fast: Int

    /// An access.
    public init(instruction: Int, slow: Int, fast: Int) {
      (self.instruction, self.slow, self.fast) = (instruction, slow, fast)
    }
  }

  /// Its name, unique in the program.
  public var id: String
  /// Bytes, at least 1.
  public var size: Int
  /// Picoseconds of a copy between the memories.
  public var copyTime: Int
  /// Whether it has to be in slow memory at the end.
  public var isOutput = false
  /// The access that writes it; nil = a parameter, in slow memory from the start.
  public var write: Access?
  /// The accesses that read it, ascending by instruction, all after the definition.
  public var reads: [Access] = []

  /// A tensor without accesses.
  public init(id: String, size: Int, copyTime: Int) {
    (self.id, self.size, self.copyTime) = (id, size, copyTime)
  }

  /// Whether it exists from the start.
  public var isParameter: Bool { write == nil }

  /// The instruction that writes it; -1 for a parameter.
  public var definition: Int { write?.instruction ?? -1 }

  /// The write, if any, then the reads.
  package var accesses: [Access] { (write.map { [$0] } ?? []) + reads }

  /// The instruction of its last access; its definition where nothing reads it.
  package var lastUse: Int { reads.last?.instruction ?? definition }
}
