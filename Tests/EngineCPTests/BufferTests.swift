import Testing

@testable import EngineCP

@Suite("A growable buffer")
struct BufferTests {
  @Test("keeps what was appended, in order, through every growth")
  func appends() {
    var buffer = Buffer<Int32>()
    defer { buffer.free() }
    for i in 0..<1000 { buffer.append(Int32(i)) }
    #expect(buffer.count == 1000)
    #expect((0..<1000).allSatisfy { buffer[$0] == Int32($0) })
    buffer.append(7, count: 500)
    #expect(buffer.count == 1500 && buffer[1499] == 7 && buffer[999] == 999)
    #expect(buffer.removeLast() == 7)
    buffer.truncate(to: 1)
    #expect(buffer.count == 1 && buffer[0] == 0)
  }
}
