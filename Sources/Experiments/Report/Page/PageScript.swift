/// What makes the report answer to clicks and keys: sorting, filters, drill-down, values under the pointer.
///
/// Plain JavaScript without libraries. Every text from the data enters the page as text, never as markup.
enum PageScript {
  /// Helpers, and sorting of the tables that stand in the page.
  static let tables = #"""
    'use strict';
    const $ = id => document.getElementById(id);
    const el = (tag, attributes = {}, ...children) => {
      const node = document.createElement(tag);
      for (const [key, value] of Object.entries(attributes)) {
        if (value === null || value === undefined || value === false) continue;
        node.setAttribute(key, value === true ? '' : value);
      }
      for (const child of children) node.append(child);
      return node;
    };
    const digits = (value, places) => value.toLocaleString('en-US',
      {minimumFractionDigits: places, maximumFractionDigits: places, useGrouping: false});
    const show = {
      text: v => v ?? '',
      value: v => v === null || v === undefined ? '' : String(v),
      percent: v => v === null || v === undefined ? '' : digits(100 * v, 3),
      seconds: v => v === null || v === undefined ? '' : digits(v, v < 10 ? 3 : 1),
    };
    // Absent values come last in either direction.
    const compare = (a, b, sign) => {
      const none = v => v === null || v === undefined || v === '';
      if (none(a) || none(b)) return none(a) - none(b);
      const x = Number(a), y = Number(b);
      if (!Number.isNaN(x) && !Number.isNaN(y)) return sign * (x - y);
      return sign * String(a).localeCompare(String(b), 'en', {numeric: true});
    };
    const nextOrder = head => head.getAttribute('aria-sort') === 'ascending'
      ? 'descending' : 'ascending';
    const markOrder = (head, order) => {
      for (const other of head.parentNode.children)
        if (other.hasAttribute('aria-sort')) other.setAttribute('aria-sort', 'none');
      head.setAttribute('aria-sort', order);
    };

    for (const table of document.querySelectorAll('table.sortable')) {
      const heads = [...table.tHead.rows[0].cells];
      heads.forEach((head, column) => head.querySelector('button')?.addEventListener('click', () => {
        const order = nextOrder(head);
        markOrder(head, order);
        const body = table.tBodies[0];
        const sign = order === 'ascending' ? 1 : -1;
        const key = row => row.cells[column].dataset.v ?? row.cells[column].textContent;
        const rows = [...body.rows].map(row => [key(row), row]);
        rows.sort((a, b) => compare(a[0], b[0], sign));
        body.append(...rows.map(pair => pair[1]));
      }));
    }

    """#

  /// Tables that are built from the data a page at a time.
  static let grids = #"""
    // A table over `rows`: columns are {title, get, show, kind, cell}; the host has tools, table and pager.
    class Grid {
      constructor(host, columns, rows, open) {
        Object.assign(this, {host, columns, rows, open, page: 0, size: 100, order: null});
        this.keep = () => true;
        this.body = el('tbody');
        const heads = columns.map((column, index) => {
          const button = el('button', {type: 'button'}, column.title);
          const head = el('th', {scope: 'col', class: column.kind, 'aria-sort': 'none',
            title: column.help}, button);
          button.addEventListener('click', () => {
            const order = nextOrder(head);
            markOrder(head, order);
            this.order = {index, sign: order === 'ascending' ? 1 : -1};
            this.page = 0;
            this.refresh();
          });
          return head;
        });
        this.caption = el('caption', {class: 'note'});
        this.previous = el('button', {type: 'button'}, 'previous');
        this.following = el('button', {type: 'button'}, 'next');
        this.range = el('span', {class: 'note', role: 'status'});
        this.previous.addEventListener('click', () => { this.page -= 1; this.draw(); });
        this.following.addEventListener('click', () => { this.page += 1; this.draw(); });
        host.replaceChildren(
          el('div', {class: 'scroll tall data'}, el('table', {},
            el('thead', {}, el('tr', {}, ...heads)), this.body)),
          el('div', {class: 'tools'}, this.previous, this.following, this.range));
        addEventListener('beforeprint', () => { this.print = this.size; this.size = 2000; this.draw(); });
        addEventListener('afterprint', () => { this.size = this.print; this.draw(); });
        this.refresh();
      }
      refresh() {
        this.shown = this.rows.filter(this.keep);
        if (this.order) {
          const get = this.columns[this.order.index].get;
          const keyed = this.shown.map((row, index) => [get(row), index, row]);
          keyed.sort((a, b) => compare(a[0], b[0], this.order.sign) || a[1] - b[1]);
          this.shown = keyed.map(entry => entry[2]);
        }
        this.page = 0;
        this.draw();
      }
      draw() {
        const count = this.shown.length;
        const pages = Math.max(1, Math.ceil(count / this.size));
        this.page = Math.min(Math.max(0, this.page), pages - 1);
        const from = this.page * this.size;
        const part = this.shown.slice(from, from + this.size);
        this.body.replaceChildren(...part.map(row => {
          const line = el('tr', {tabindex: '0', class: row.fault ? 'bad' : null});
          line.append(...this.columns.map((column, index) => {
            const text = column.show(column.get(row));
            const cell = el(index === 0 ? 'th' : 'td',
              {class: [column.kind, column.mark?.(row)].filter(Boolean).join(' ') || null,
                scope: index === 0 ? 'row' : null}, text);
            return cell;
          }));
          line.addEventListener('click', () => this.open(row));
          line.addEventListener('keydown', event => {
            if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); this.open(row); }
            if (event.key === 'ArrowDown') { event.preventDefault(); line.nextElementSibling?.focus(); }
            if (event.key === 'ArrowUp') { event.preventDefault(); line.previousElementSibling?.focus(); }
          });
          return line;
        }));
        this.range.textContent = count === 0 ? 'nothing matches'
          : `${from + 1} to ${Math.min(count, from + this.size)} of ${count}`;
        this.previous.disabled = this.page === 0;
        this.following.disabled = this.page >= pages - 1;
      }
    }

    const chooser = (label, options) => {
      const select = el('select', {}, ...options.map(([value, text]) => el('option', {value}, text)));
      return {select, node: el('label', {}, label, select)};
    };
    const finder = label => {
      const input = el('input', {type: 'search', placeholder: 'any part of a name', autocomplete: 'off'});
      return {input, node: el('label', {}, label, input)};
    };
    const contains = (text, part) => text.toLowerCase().includes(part.toLowerCase());

    """#

  /// Values of all curves under the pointer, also with the arrow keys.
  static let charts = #"""
    for (const figure of document.querySelectorAll('figure[data-series]')) {
      const series = JSON.parse(figure.dataset.series);
      const output = figure.querySelector('output');
      for (const svg of figure.querySelectorAll('svg')) {
        const plot = JSON.parse(svg.parentNode.dataset.plot);
        const line = document.createElementNS(svg.namespaceURI, 'line');
        line.setAttribute('class', 'hover');
        line.setAttribute('y1', plot.top);
        line.setAttribute('y2', plot.bottom);
        line.style.display = 'none';
        svg.append(line);
        svg.setAttribute('tabindex', '0');
        const value = share => plot.log ? plot.from * Math.pow(plot.to / plot.from, share)
          : plot.from + (plot.to - plot.from) * share;
        const at = (points, x) => {
          let low = 0, high = points.length;
          while (low < high) {
            const middle = (low + high) >> 1;
            if (points[middle][0] <= x) low = middle + 1; else high = middle;
          }
          return low === 0 ? null : points[low - 1][1];
        };
        let share = 0.5;
        const update = () => {
          const x = value(share);
          const rows = series.map(one => [at(one.points, x), one.name])
            .filter(row => row[0] !== null).sort((a, b) => plot.descending ? b[0] - a[0] : a[0] - b[0]);
          output.textContent = `${plot.label} ${Number(x.toPrecision(3))}\n`
            + rows.map(row => `${Number(row[0].toPrecision(4))}  ${row[1]}`).join('\n');
          output.style.display = 'block';
          line.style.display = '';
          const position = plot.left + (plot.right - plot.left) * share;
          line.setAttribute('x1', position);
          line.setAttribute('x2', position);
          const box = svg.getBoundingClientRect();
          const owner = figure.getBoundingClientRect();
          const left = box.left - owner.left + position * box.width / svg.viewBox.baseVal.width;
          output.style.left = (left + 12 + output.offsetWidth > owner.width
            ? Math.max(0, left - 12 - output.offsetWidth) : left + 12) + 'px';
          output.style.top = (box.top - owner.top + plot.top * box.height
            / svg.viewBox.baseVal.height) + 'px';
        };
        const hide = () => { output.style.display = 'none'; line.style.display = 'none'; };
        svg.addEventListener('pointermove', event => {
          const box = svg.getBoundingClientRect();
          const x = (event.clientX - box.left) * svg.viewBox.baseVal.width / box.width;
          share = (x - plot.left) / (plot.right - plot.left);
          if (share < 0 || share > 1) hide(); else update();
        });
        svg.addEventListener('pointerleave', hide);
        svg.addEventListener('blur', hide);
        svg.addEventListener('focus', () => { if (svg.matches(':focus-visible')) update(); });
        svg.addEventListener('keydown', event => {
          const step = {ArrowLeft: -0.02, ArrowRight: 0.02}[event.key];
          if (event.key === 'Escape') hide();
          if (step === undefined) return;
          event.preventDefault();
          share = Math.min(1, Math.max(0, share + step));
          update();
        });
      }
    }

    """#
}
