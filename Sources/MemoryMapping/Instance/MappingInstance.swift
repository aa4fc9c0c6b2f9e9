import OptCore

/// A program whose tensors are mapped to a fast memory of limited size and a slow one without limit.
///
/// Instruction `t` occupies `[t, t+1)` of logical time. All times are picoseconds, all sizes bytes.
public struct MappingInstance: Sendable, Hashable {
  /// One instruction.
  public struct Instruction: Sendable, Hashable {
    /// Its name.
    public var id: String
    /// Time of its computation, at least 0.
    public var compute: Int

    /// An instruction.
    public init(id: String, compute: Int) { (self.id, self.compute) = (id, compute) }
  }

  /// A rectangle of the fast memory that is never free.
  public struct Reserved: Sendable, Hashable {
    /// When.
    public var times: Range<Int>
    /// Where.
    public var addresses: Range<Int>

    /// A block.
    public init(times: Range<Int>, addresses: Range<Int>) {
      (self.times, self.addresses) = (times, addresses)
    }
  }

  /// No number is larger.
  public static let largestNumber = 1 << 60

  /// Short name.
  public let name: String
  /// Height of the fast memory.
  public let capacity: Int
  /// Offsets are multiples of this.
  public let alignment: Int
  /// Most bytes of parameters that stay in fast memory across runs.
  public let preloadLimit: Int
  /// What is known of the machine; informative only.
  public let hardware: JSONValue?
  /// The program, in order: 0..<N.
  public let instructions: [Instruction]
  /// The tensors, in the order of the file.
  public let tensors: [Tensor]
  /// Lists of tensors (0-based) that share storage, each in the order of their definitions.
  public let groups: [[Int]]
  /// What is never free.
  public let reserved: [Reserved]
  /// The group of each tensor; nil = none.
  public let groupOfTensor: [Int?]

  /// Checks the data.
  ///
  /// - Throws: `Invalid` for the first rule that is broken.
  public init(
    name: String, capacity: Int, alignment: Int = 1, preloadLimit: Int = 0,
    hardware: JSONValue? = nil, instructions: [Instruction], tensors: [Tensor],
    groups: [[Int]] = [], reserved: [Reserved] = []
  ) throws(Invalid) {
    self.name = name
    self.capacity = capacity
    self.alignment = alignment
    self.preloadLimit = preloadLimit
    self.hardware = hardware
    self.instructions = instructions
    self.tensors = tensors
    self.groups = groups.map { group in
      group.sorted { first, second in
        guard tensors.indices ~= first, tensors.indices ~= second else { return first < second }
        return tensors[first].definition < tensors[second].definition
      }
    }
    self.reserved = reserved
    var groupOfTensor = [Int?](repeating: nil, count: tensors.count)
    for (group, members) in groups.enumerated() {
      for member in members {
        guard tensors.indices ~= member, groupOfTensor[member] == nil else {
          throw .group(group, "names a tensor twice, or one that is in another group or unknown")
        }
        groupOfTensor[member] = group
      }
    }
    self.groupOfTensor = groupOfTensor
    try check()
  }
}
