import { answer } from '../answers';

const sales = 'datatable(Shop: string, Day: string, Sold: long)["a","mon",1,"a","tue",2,"b","mon",4,"a","mon",8]';
const networks =
  'let N = datatable(net: string, owner: string)["10.0.0.0/8","corp","10.1.0.0/16","lab","::1/128","loop"];';

test.each([
  [
    `${sales} | evaluate pivot(Day, sum(Sold))`,
    'Shop:string mon:long tue:long',
    [
      ['a', 9, 2],
      ['b', 4, 0],
    ],
  ],
  [`${sales} | evaluate pivot(Day) | project-away Sold | take 0`, 'Shop:string mon:long tue:long', []],
  [
    `${sales} | evaluate pivot(Day, max(Sold), Shop)`,
    'Shop:string mon:long tue:long',
    [
      ['a', 8, 2],
      ['b', 4, null],
    ],
  ],
  [
    `${networks} datatable(ip: string)["10.1.2.3","10.9.9.9","8.8.8.8"] | evaluate ipv4_lookup(N, ip, net)`,
    'ip:string net:string owner:string',
    [
      ['10.1.2.3', '10.0.0.0/8', 'corp'],
      ['10.1.2.3', '10.1.0.0/16', 'lab'],
      ['10.9.9.9', '10.0.0.0/8', 'corp'],
    ],
  ],
  [
    `${networks} datatable(ip: string)["8.8.8.8"] | evaluate ipv4_lookup(N, ip, net, return_unmatched = true)`,
    'ip:string net:string owner:string',
    [['8.8.8.8', '', '']],
  ],
  [
    `${networks} datatable(ip: string)["::1"] | evaluate ipv6_lookup(N, ip, net)`,
    'ip:string net:string owner:string',
    [['::1', '::1/128', 'loop']],
  ],
])('%s', (query, columns, rows) => {
  expect(answer(query)).toEqual({ columns, rows });
});
